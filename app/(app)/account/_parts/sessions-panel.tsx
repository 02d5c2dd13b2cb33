import { useFormatter, useTranslations } from "next-intl";
import type { AccountView } from "#lib/services/accounts/show-account.ts";
import { ConfirmButton } from "../../../_ui/confirm-button.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import { TimeText } from "../../../_ui/time-text.tsx";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import { Row, Rows } from "../../_account/rows.tsx";
import { signOutEverywhere, signOutOne } from "../actions.ts";
import { browserName } from "./browser-name.ts";

type Props = {
  sessions: AccountView["sessions"];
  /** Id of this browser's session. */
  current: string | null;
};

export function SessionsPanel({ sessions, current }: Props) {
  const t = useTranslations("accounts.account.sessions");
  return (
    <Panel
      title={t("title")}
      description={t("description")}
      actions={
        <ConfirmButton label={t("endAll")} action={signOutEverywhere} danger>
          {t("endAllText")}
        </ConfirmButton>
      }
    >
      <Rows label={t("title")}>
        {sessions.map((session) => (
          <Row
            key={session.id}
            name={
              <>
                <BrowserText userAgent={session.userAgent} />
                {session.id === current ? <ToneBadge tone="info">{t("thisBrowser")}</ToneBadge> : null}
              </>
            }
            note={<SeenText session={session} />}
          >
            {session.id === current ? null : <EndSession session={session} />}
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

function BrowserText({ userAgent }: { userAgent: string | null }) {
  return <span title={userAgent ?? undefined}>{useBrowserWords(userAgent)}</span>;
}

function useBrowserWords(userAgent: string | null): string {
  const t = useTranslations("accounts.account.sessions");
  const { browser, system } = browserName(userAgent);
  if (browser && system) return t("browserOn", { browser, system });
  return browser ?? system ?? t("unknownBrowser");
}

/** Nothing to be asked about once more: whoever sat there signs in again. */
function EndSession({ session: { id, userAgent } }: { session: AccountView["sessions"][number] }) {
  const t = useTranslations("accounts.account.sessions");
  return (
    <form action={signOutOne}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton
        variant="default"
        size="xs"
        aria-label={t("endNamed", { browser: useBrowserWords(userAgent) })}
      >
        {t("end")}
      </SubmitButton>
    </form>
  );
}

function SeenText({ session }: { session: AccountView["sessions"][number] }) {
  const t = useTranslations("accounts.account.sessions");
  const format = useFormatter();
  return (
    <>
      {t.rich("lastSeen", { when: () => <TimeText value={session.lastSeenAt} show="relative" /> })}
      {" · "}
      {t("since", { when: format.dateTime(session.createdAt, "minute") })}
    </>
  );
}
