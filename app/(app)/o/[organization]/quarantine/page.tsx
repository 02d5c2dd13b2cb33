import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listQuarantine } from "#lib/services/quarantine/list-quarantine.ts";
import { PageHeader } from "../../../../_ui/page-header.tsx";
import { pageValue } from "../../../_edge/page-value.ts";
import { QuarantineList } from "./_quarantine/quarantine-list.tsx";
import { pageSize, readBefore, type SearchParams } from "./_quarantine/read-before.ts";

type Props = { params: Promise<{ organization: string }>; searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("quarantine");
  return { title: t("title") };
}

/** What could not be counted in the whole organization. */
export default async function QuarantinePage({ params, searchParams }: Props) {
  const { organization } = await params;
  const before = await readBefore(searchParams);
  const result = await listQuarantine(await requestContext(), { organization }, { before, limit: pageSize });
  const found = await pageValue(result);
  if (!found.ok) throw new Error("A whole organization needs no proof.");
  const t = await getTranslations("quarantine");
  return (
    <>
      <PageHeader title={t("title")} description={t("organizationText")} />
      <QuarantineList
        organization={organization}
        domain={null}
        page={found.value}
        isFirst={before === null}
      />
    </>
  );
}
