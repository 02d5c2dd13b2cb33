import { useTranslations } from "next-intl";
import { offeredProviders } from "#lib/server/auth/providers.ts";
import { ClientMessages } from "../../../_ui/client-messages.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import { ProblemConfirm } from "../../_account/problem-confirm.tsx";
import { Row, Rows } from "../../_account/rows.tsx";
import { disconnect } from "../actions.ts";
import { ConnectButton } from "./connect-button.tsx";

type Props = {
  /** Ids of the providers that are connected. */
  connected: readonly string[];
  /** Whether the user can still sign in without that one. */
  mayGo: (provider: string) => boolean;
};

/** Providers that are configured or were connected; nothing where there are none. */
export function MethodsPanel({ connected, mayGo }: Props) {
  const t = useTranslations("accounts.account.methods");
  const offered = offeredProviders().filter(({ id }) => id !== "email");
  const gone = connected.filter((id) => !offered.some((provider) => provider.id === id));
  const all = [...offered, ...gone.map((id) => ({ id, name: id }))];
  if (all.length === 0) return null;
  return (
    <Panel title={t("title")} description={t("description")}>
      <Rows label={t("title")}>
        {all.map(({ id, name }) => (
          <Row
            key={id}
            name={<MethodName name={name} connected={connected.includes(id)} />}
            note={connected.includes(id) && !mayGo(id) ? t("onlyWay") : undefined}
          >
            <ClientMessages namespaces={["accounts.account.methods", "accounts.problem"]}>
              {connected.includes(id) ? null : <ConnectButton id={id} name={name} />}
              {connected.includes(id) && mayGo(id) ? <DisconnectButton id={id} name={name} /> : null}
            </ClientMessages>
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

function MethodName({ name, connected }: { name: string; connected: boolean }) {
  const t = useTranslations("accounts.account.methods");
  return (
    <>
      {name}
      {connected ? <ToneBadge tone="ok">{t("connected")}</ToneBadge> : null}
    </>
  );
}

function DisconnectButton({ id, name }: { id: string; name: string }) {
  const t = useTranslations("accounts.account.methods");
  return (
    <ProblemConfirm
      label={t("disconnect")}
      name={t("disconnectNamed", { provider: name })}
      action={disconnect}
      fields={{ provider: id }}
    >
      {t("disconnectText", { provider: name })}
    </ProblemConfirm>
  );
}
