import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showOrganization } from "#lib/services/organizations/show-organization.ts";
import { ClientMessages } from "../../../../../_ui/client-messages.tsx";
import { PageHeader } from "../../../../../_ui/page-header.tsx";
import { Panel } from "../../../../../_ui/panel.tsx";
import { pageValue } from "../../../../_edge/page-value.ts";
import { domainsPath } from "../../_parts/paths.ts";
import { AddDomainForm } from "./add-domain-form.tsx";

type Props = { params: Promise<{ organization: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("domains.add");
  return { title: t("title") };
}

export default async function NewDomainPage({ params }: Props) {
  const { organization } = await params;
  const found = await pageValue(await showOrganization(await requestContext(), organization, "member"));
  if (!found.ok) return found.code satisfies never;
  const t = await getTranslations("domains");
  return (
    <>
      <PageHeader
        title={t("add.title")}
        description={t("add.description")}
        back={{ href: domainsPath(organization), label: t("list.title") }}
      />
      <Panel title={t("add.which")} description={t("add.whichHint")}>
        <ClientMessages namespaces={["domains.add", "domainName"]}>
          <AddDomainForm organization={organization} />
        </ClientMessages>
      </Panel>
    </>
  );
}
