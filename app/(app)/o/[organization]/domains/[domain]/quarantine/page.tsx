import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listQuarantine } from "#lib/services/quarantine/list-quarantine.ts";
import { pageValue } from "../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../_parts/paths.ts";
import classes from "../../../quarantine/_quarantine/quarantine.module.css";
import { QuarantineList } from "../../../quarantine/_quarantine/quarantine-list.tsx";
import { pageSize, readBefore, type SearchParams } from "../../../quarantine/_quarantine/read-before.ts";

type Props = { params: Promise<DomainParams>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("quarantine");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

/** What came for this domain and could not be counted. */
export default async function DomainQuarantinePage({ params, searchParams }: Props) {
  const path = await params;
  const before = await readBefore(searchParams);
  const result = await listQuarantine(await requestContext(), path, { before, limit: pageSize });
  const found = await pageValue(result);
  if (!found.ok) redirect(setupPath(path));
  const t = await getTranslations("quarantine");
  return (
    <>
      <h2 className={classes.title}>{t("title")}</h2>
      <p className={classes.text}>{t("domainText")}</p>
      <QuarantineList {...path} page={found.value} isFirst={before === null} />
    </>
  );
}
