import { useTranslations } from "next-intl";
import { Panel } from "../../../../_ui/panel.tsx";
import { Row, Rows } from "../../../_account/rows.tsx";

const roles = ["viewer", "member", "admin", "owner"] as const;

export function RolesPanel() {
  const t = useTranslations("accounts");
  return (
    <Panel title={t("members.rolesTitle")}>
      <Rows label={t("members.rolesTitle")}>
        {roles.map((role) => (
          <Row key={role} name={t(`role.${role}`)} note={t(`roleMeaning.${role}`)} />
        ))}
      </Rows>
    </Panel>
  );
}
