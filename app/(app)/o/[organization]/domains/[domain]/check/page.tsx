import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getNow, getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showCheck } from "#lib/services/domains/show-check.ts";
import { EmptyState } from "../../../../../../_ui/empty-state.tsx";
import { pageValue } from "../../../../../_edge/page-value.ts";
import { type DomainParams, setupPath } from "../../../_parts/paths.ts";
import report from "../_check/check-report.module.css";
import { CheckReport } from "../_check/check-report.tsx";
import { CheckHead } from "./_live/check-head.tsx";

type Props = { params: Promise<DomainParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("checkPage");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

export default async function CheckPage({ params }: Props) {
  const path = await params;
  const found = await pageValue(await showCheck(await requestContext(), path));
  if (!found.ok) redirect(setupPath(path));
  const view = found.value;
  const t = await getTranslations("checkPage.never");
  return (
    <div className={report.report}>
      <CheckHead view={view} path={path} />
      {view.check === null ? (
        <EmptyState title={t("title")}>{t("text")}</EmptyState>
      ) : (
        <CheckReport
          path={path}
          check={view.check}
          mxHosts={view.mxHosts}
          mxSource={view.mxSource}
          now={await getNow()}
        />
      )}
    </div>
  );
}
