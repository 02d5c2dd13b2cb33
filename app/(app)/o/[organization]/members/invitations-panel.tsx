import { useTranslations } from "next-intl";
import type { MembersView } from "#lib/services/organizations/list-members.ts";
import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { Panel } from "../../../../_ui/panel.tsx";
import { TimeText } from "../../../../_ui/time-text.tsx";
import { ProblemConfirm } from "../../../_account/problem-confirm.tsx";
import { Row, Rows } from "../../../_account/rows.tsx";
import { revoke } from "./actions.ts";

/** Invitations that nobody has accepted yet; nothing where there are none. */
export function InvitationsPanel({ view, mayRevoke }: { view: MembersView; mayRevoke: boolean }) {
  const t = useTranslations("accounts");
  if (view.invitations.length === 0) return null;
  return (
    <Panel title={t("members.invitations")}>
      <Rows label={t("members.invitations")}>
        {view.invitations.map(({ id, email, role, expiresAt }) => (
          <Row
            key={id}
            name={email}
            note={
              <>
                {t(`role.${role}`)} ·{" "}
                {t.rich("members.invitationExpires", {
                  day: () => <TimeText value={expiresAt} show="day" />,
                })}
              </>
            }
          >
            {mayRevoke ? (
              <ClientMessages namespaces={["accounts.problem"]}>
                <ProblemConfirm
                  label={t("members.revoke")}
                  name={t("members.revokeNamed", { email })}
                  action={revoke}
                  fields={{ organization: view.organization.slug, id }}
                >
                  {t("members.revokeText", { email })}
                </ProblemConfirm>
              </ClientMessages>
            ) : null}
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}
