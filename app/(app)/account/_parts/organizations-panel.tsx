import Link from "next/link";
import { useTranslations } from "next-intl";
import type { AccountView } from "#lib/services/accounts/show-account.ts";
import { Panel } from "../../../_ui/panel.tsx";
import { Row, Rows } from "../../_account/rows.tsx";
import { domainsPath } from "../../o/[organization]/_parts/paths.ts";

export function OrganizationsPanel({ organizations }: Pick<AccountView, "organizations">) {
  const t = useTranslations("accounts");
  return (
    <Panel title={t("account.organizations.title")} description={t("account.organizations.description")}>
      {organizations.length === 0 ? (
        t("account.organizations.none")
      ) : (
        <Rows label={t("account.organizations.title")}>
          {organizations.map(({ slug, name, role }) => (
            <Row
              key={slug}
              name={<Link href={domainsPath(slug)}>{name}</Link>}
              note={t("account.organizations.role", {
                role: t(`role.${role}`),
                meaning: t(`roleMeaning.${role}`),
              })}
            />
          ))}
        </Rows>
      )}
    </Panel>
  );
}
