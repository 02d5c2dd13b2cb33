import { IconWorldPlus } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import { listDomains } from "#lib/services/domains/list-domains.ts";
import { ButtonLink } from "../../../../_ui/button-link.tsx";
import { EmptyState } from "../../../../_ui/empty-state.tsx";
import { PageHeader } from "../../../../_ui/page-header.tsx";
import { pageValue } from "../../../_edge/page-value.ts";
import { newDomainPath } from "../_parts/paths.ts";
import { DomainTable } from "./_list/domain-table.tsx";
import { ListPages } from "./_list/list-pages.tsx";

type Props = {
  params: Promise<{ organization: string }>;
  searchParams: Promise<{ after?: string | string[] }>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("domains.list");
  return { title: t("title") };
}

export default async function DomainsPage({ params, searchParams }: Props) {
  const { organization } = await params;
  const { after: given } = await searchParams;
  const after = typeof given === "string" ? given : null;
  const found = await pageValue(await listDomains(await requestContext(), { organization, after }));
  if (!found.ok) return found.code satisfies never;
  const { domains, role, next } = found.value;
  const t = await getTranslations("domains.list");
  const add = roleReaches(role, "member") ? (
    <ButtonLink href={newDomainPath(organization)}>{t("add")}</ButtonLink>
  ) : null;
  if (domains.length === 0 && after === null) {
    return (
      <>
        <PageHeader title={t("title")} />
        <EmptyState title={t("emptyTitle")} icon={<IconWorldPlus size={40} stroke={1.5} />} action={add}>
          {add === null ? t("emptyForViewer") : t("emptyText")}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader title={t("title")} description={t("description")} actions={add} />
      <DomainTable organization={organization} domains={domains} />
      <ListPages organization={organization} first={after !== null} next={next} />
    </>
  );
}
