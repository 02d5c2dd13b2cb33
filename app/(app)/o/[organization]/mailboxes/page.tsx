import { IconMailbox } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import { listMailboxes } from "#lib/services/mailboxes/list-mailboxes.ts";
import { ButtonLink } from "../../../../_ui/button-link.tsx";
import { EmptyState } from "../../../../_ui/empty-state.tsx";
import { PageHeader } from "../../../../_ui/page-header.tsx";
import { pageValue } from "../../../_edge/page-value.ts";
import { newMailboxPath } from "../_parts/paths.ts";
import { MailboxList } from "./_parts/mailbox-list.tsx";

type Props = { params: Promise<{ organization: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("mailboxes");
  return { title: t("title") };
}

export default async function MailboxesPage({ params }: Props) {
  const { organization } = await params;
  const found = await pageValue(await listMailboxes(await requestContext(), organization));
  if (!found.ok) return found.code satisfies never;
  const t = await getTranslations("mailboxes");
  const manages = roleReaches(found.value.role, "admin");
  const add = manages ? <ButtonLink href={newMailboxPath(organization)}>{t("add")}</ButtonLink> : null;
  const { mailboxes } = found.value;
  return (
    <>
      <PageHeader
        title={t("title")}
        description={t("description")}
        actions={mailboxes.length > 0 ? add : undefined}
      />
      {mailboxes.length === 0 ? (
        <EmptyState title={t("emptyTitle")} icon={<IconMailbox size={32} />} action={add ?? undefined}>
          {manages ? t("emptyText") : t("emptyForViewer")}
        </EmptyState>
      ) : (
        <MailboxList organization={organization} mailboxes={mailboxes} manages={manages} />
      )}
    </>
  );
}
