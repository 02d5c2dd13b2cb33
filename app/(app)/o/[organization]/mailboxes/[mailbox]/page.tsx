import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { mailboxPath } from "#lib/services/mailboxes/require-mailbox.ts";
import { showMailbox } from "#lib/services/mailboxes/show-mailbox.ts";
import { ClientMessages } from "../../../../../_ui/client-messages.tsx";
import { PageHeader } from "../../../../../_ui/page-header.tsx";
import { Panel } from "../../../../../_ui/panel.tsx";
import { pageValue } from "../../../../_edge/page-value.ts";
import { mailboxesPath } from "../../_parts/paths.ts";
import { MailboxForm } from "../_parts/mailbox-form.tsx";

type Props = { params: Promise<{ organization: string; mailbox: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mailboxes");
  return { title: t("title") };
}

export default async function MailboxPage({ params }: Props) {
  const { organization, mailbox: id } = await params;
  const input = mailboxPath.safeParse({ organization, id });
  if (!input.success) notFound();
  const found = await pageValue(await showMailbox(await requestContext(), input.data));
  if (!found.ok) return found.code satisfies never;
  const { name, host, port, security, authentication, user, folder, afterwards, moveTo } = found.value;
  const { tokenUrl, clientId, scope } = found.value;
  const present = {
    ...{ name, host, port: String(port), security, authentication, user, folder, afterwards },
    ...{ tokenUrl: tokenUrl ?? "", clientId: clientId ?? "", scope: scope ?? "", moveTo: moveTo ?? "" },
  };
  const t = await getTranslations("mailboxes");
  return (
    <>
      <PageHeader
        title={t("form.editTitle", { name })}
        description={t("form.editDescription")}
        back={{ href: mailboxesPath(organization), label: t("title") }}
      />
      <Panel title={t("form.settings")}>
        <ClientMessages namespaces={["mailboxes"]}>
          <MailboxForm organization={organization} id={id} present={present} />
        </ClientMessages>
      </Panel>
    </>
  );
}
