import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showOrganization } from "#lib/services/organizations/show-organization.ts";
import { ClientMessages } from "../../../../../_ui/client-messages.tsx";
import { PageHeader } from "../../../../../_ui/page-header.tsx";
import { Panel } from "../../../../../_ui/panel.tsx";
import { pageValue } from "../../../../_edge/page-value.ts";
import { mailboxesPath } from "../../_parts/paths.ts";
import { MailboxForm } from "../_parts/mailbox-form.tsx";

type Props = { params: Promise<{ organization: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mailboxes.form");
  return { title: t("addTitle") };
}

export default async function NewMailboxPage({ params }: Props) {
  const { organization } = await params;
  const found = await pageValue(await showOrganization(await requestContext(), organization, "admin"));
  if (!found.ok) return found.code satisfies never;
  const t = await getTranslations("mailboxes");
  return (
    <>
      <PageHeader
        title={t("form.addTitle")}
        description={t("form.addDescription")}
        back={{ href: mailboxesPath(organization), label: t("title") }}
      />
      <Panel title={t("form.settings")}>
        <ClientMessages namespaces={["mailboxes"]}>
          <MailboxForm organization={organization} id={null} present={{ port: "993", folder: "INBOX" }} />
        </ClientMessages>
      </Panel>
    </>
  );
}
