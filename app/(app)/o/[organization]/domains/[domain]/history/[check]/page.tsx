import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { probedHosts } from "#lib/core/posture/probed-hosts.ts";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { type StoredCheckView, showStoredCheck } from "#lib/services/domains/show-stored-check.ts";
import { Fact, Facts } from "../../../../../../../_ui/outside/facts.tsx";
import { Panel } from "../../../../../../../_ui/panel.tsx";
import { TimeText } from "../../../../../../../_ui/time-text.tsx";
import { pageValue } from "../../../../../../_edge/page-value.ts";
import { type DomainParams, historyPath, setupPath } from "../../../../_parts/paths.ts";
import report from "../../_check/check-report.module.css";
import { CheckReport } from "../../_check/check-report.tsx";
import classes from "../_history/history.module.css";

type Props = { params: Promise<DomainParams & { check: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations("history.check");
  return { title: t("pageTitle", { domain: (await params).domain }) };
}

export default async function StoredCheckPage({ params }: Props) {
  const { check: id, ...path } = await params;
  const found = await pageValue(await showStoredCheck(await requestContext(), path, id));
  if (!found.ok) redirect(setupPath(path));
  const check = found.value;
  const t = await getTranslations();
  return (
    <div className={report.report}>
      <Panel
        title={t("history.check.title")}
        actions={
          <Link href={`${historyPath(path)}?show=checks`} className={classes.link}>
            {t("history.check.back")}
          </Link>
        }
      >
        <Facts>
          <Fact label={t("history.checks.since")}>
            <TimeText value={check.since} show="second" />
          </Fact>
          <Fact label={t("history.checks.until")}>
            <TimeText value={check.checkedAt} show="second" />
          </Fact>
          <Fact label={t("history.checks.looks")}>{t("checkPage.looks", { count: check.looks })}</Fact>
        </Facts>
      </Panel>
      <CheckReport
        path={path}
        check={check}
        mxHosts={looksOf(check)}
        mxSource={check.evidence.mxProbes?.source ?? "direct"}
        now={check.checkedAt}
      />
    </div>
  );
}

/** The MX set as it was, each host with the look of that check. */
function looksOf({ evidence: { domain, mx, mxProbes } }: StoredCheckView) {
  const looks = new Map(mxProbes?.hosts.map((evidence) => [evidence.host, evidence]));
  return probedHosts(domain, mx).map((host) => ({ host, evidence: looks.get(host) ?? null }));
}
