import { IconKey } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ApiKeyView } from "#lib/services/api-keys/list-api-keys.ts";
import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { EmptyState } from "../../../../_ui/empty-state.tsx";
import { Panel } from "../../../../_ui/panel.tsx";
import { TimeText } from "../../../../_ui/time-text.tsx";
import { ToneBadge } from "../../../../_ui/tone-badge.tsx";
import { ProblemConfirm } from "../../../_account/problem-confirm.tsx";
import { Row, Rows } from "../../../_account/rows.tsx";
import { revokeKey } from "./actions.ts";
import { CreateKey } from "./create-key.tsx";
import { powerOf } from "./key-choices.ts";
import classes from "./keys-panel.module.css";

type Props = { organization: string; keys: readonly ApiKeyView[] };

/** Every key with what it may and when it was last used; where there is none, why one would be made. */
export function KeysPanel({ organization, keys }: Props) {
  const t = useTranslations("api.keys");
  if (keys.length === 0) {
    return (
      <EmptyState
        title={t("emptyTitle")}
        icon={<IconKey size={32} />}
        action={<CreateKey organization={organization} />}
      >
        {t("emptyText")}
      </EmptyState>
    );
  }
  return (
    <Panel title={t("list")}>
      <Rows label={t("list")}>
        {keys.map((key) => (
          <Row
            key={key.id}
            name={
              <>
                {key.name}
                <code className={classes.prefix}>{key.prefix}…</code>
                {key.expired ? <ToneBadge tone="error">{t("expired")}</ToneBadge> : null}
              </>
            }
            note={<KeyNote view={key} />}
          >
            <ClientMessages namespaces={["accounts.problem"]}>
              <ProblemConfirm
                label={t("revoke")}
                name={t("revokeNamed", { name: key.name })}
                action={revokeKey}
                fields={{ organization, id: key.id }}
              >
                {t("revokeText")}
              </ProblemConfirm>
            </ClientMessages>
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

function KeyNote({ view }: { view: ApiKeyView }) {
  const t = useTranslations("api.keys");
  const { scopes, createdAt, createdBy, lastUsedAt, expiresAt, expired } = view;
  return (
    <ul className={classes.facts}>
      <li>{t(`scope.${powerOf(scopes)}.label`)}</li>
      <li>
        {lastUsedAt
          ? t.rich("lastUsed", { time: () => <TimeText value={lastUsedAt} show="relative" /> })
          : t("neverUsed")}
      </li>
      <li>
        {expiresAt
          ? t.rich(expired ? "expiredOn" : "expiresOn", {
              day: () => <TimeText value={expiresAt} show="day" />,
            })
          : t("neverExpires")}
      </li>
      <li>
        {createdBy
          ? t.rich("madeBy", { email: createdBy, day: () => <TimeText value={createdAt} show="day" /> })
          : t.rich("madeOn", { day: () => <TimeText value={createdAt} show="day" /> })}
      </li>
    </ul>
  );
}
