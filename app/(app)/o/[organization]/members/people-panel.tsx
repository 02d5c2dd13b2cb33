import { useTranslations } from "next-intl";
import type { MembersView } from "#lib/services/organizations/list-members.ts";
import { Panel } from "../../../../_ui/panel.tsx";
import { TimeText } from "../../../../_ui/time-text.tsx";
import { ToneBadge } from "../../../../_ui/tone-badge.tsx";
import { Row, RowActions, Rows } from "../../../_account/rows.tsx";
import { RemoveButton } from "./remove-button.tsx";
import { RoleButton } from "./role-button.tsx";

type Person = MembersView["members"][number];

/** The members; beside each what the viewer may do about them. */
export function PeoplePanel({ view }: { view: MembersView }) {
  const t = useTranslations("accounts");
  return (
    <Panel title={t("members.people")}>
      <Rows label={t("members.people")}>
        {view.members.map((person) => (
          <Row
            key={person.userId}
            name={
              <>
                {person.name ?? person.email}
                {person.self ? <ToneBadge tone="info">{t("members.you")}</ToneBadge> : null}
              </>
            }
            note={<PersonNote person={person} />}
          >
            <RowActions>
              <RoleButton view={view} person={person} />
              <RemoveButton view={view} person={person} />
            </RowActions>
          </Row>
        ))}
      </Rows>
    </Panel>
  );
}

function PersonNote({ person }: { person: Person }) {
  const t = useTranslations("accounts");
  return (
    <>
      {person.name ? `${person.email} · ` : ""}
      {t(`role.${person.role}`)} ·{" "}
      {t.rich("members.since", { day: () => <TimeText value={person.since} show="day" /> })}
    </>
  );
}
