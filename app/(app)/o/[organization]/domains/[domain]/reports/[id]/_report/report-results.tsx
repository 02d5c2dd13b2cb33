import { useTranslations } from "next-intl";
import { roleReaches } from "#lib/services/authorize.ts";
import type { PolicyResultView, ReportView } from "#lib/services/reports/show-report.ts";
import { NumberText } from "../../../../../../../../_ui/number-text.tsx";
import { Panel } from "../../../../../../../../_ui/panel.tsx";
import { ToneBadge } from "../../../../../../../../_ui/tone-badge.tsx";
import type { DomainParams } from "../../../../../_parts/paths.ts";
import classes from "./report.module.css";
import { ResultDetails } from "./result-details.tsx";

/** The report's policy results in its own order. */
export function ReportResults({ report, path }: { report: ReportView; path: DomainParams }) {
  const { results, moreDetails, role } = report;
  const t = useTranslations("reports.one");
  return (
    <Panel title={t("results")} description={t("resultsText")}>
      {results.map((result) => (
        <Result key={result.position} result={result} path={path} mayLook={roleReaches(role, "member")} />
      ))}
      {moreDetails > 0 ? <p className={classes.why}>{t("moreDetails", { count: moreDetails })}</p> : null}
    </Panel>
  );
}

type ResultProps = { result: PolicyResultView; path: DomainParams; mayLook: boolean };

function Result({ result, path, mayLook }: ResultProps) {
  const t = useTranslations("reports.one");
  const { position, policyDomain, successful, failed, mxHost, policyString } = result;
  return (
    <section className={classes.result}>
      <header className={classes.resultHead}>
        <h3 className={classes.resultTitle}>
          {t("resultName", { number: position + 1, type: usePolicyTypeName(result.policyType) })}
        </h3>
        {result.belongs ? null : <ToneBadge tone="warning">{t("foreign")}</ToneBadge>}
        {result.duplicateOf === null ? null : <ToneBadge tone="info">{t("duplicate")}</ToneBadge>}
      </header>
      <WhyNotCounted result={result} />
      <dl className={classes.facts}>
        <div>
          <dt>{t("policyDomain")}</dt>
          <dd>{policyDomain ?? t("noPolicyDomain")}</dd>
        </div>
        <div>
          <dt>{t("successful")}</dt>
          <dd>
            <NumberText value={successful} />
          </dd>
        </div>
        <div>
          <dt>{t("failed")}</dt>
          <dd>
            <NumberText value={failed} />
          </dd>
        </div>
        {mxHost.length === 0 ? null : (
          <div className={classes.wide}>
            <dt>{t("mxHost")}</dt>
            <dd className={classes.mono}>{mxHost.join(", ")}</dd>
          </div>
        )}
      </dl>
      {policyString.length === 0 ? null : (
        <details className={classes.policy}>
          <summary>{t("policyString")}</summary>
          <pre>{policyString.join("\n")}</pre>
        </details>
      )}
      <ResultDetails result={result} path={path} mayLook={mayLook && result.belongs} />
    </section>
  );
}

function WhyNotCounted({ result: { belongs, duplicateOf } }: { result: PolicyResultView }) {
  const t = useTranslations("reports.one");
  if (!belongs) return <p className={classes.why}>{t("foreignText")}</p>;
  if (duplicateOf === null) return null;
  return <p className={classes.why}>{t("duplicateText", { number: duplicateOf + 1 })}</p>;
}

/** Policy types outside the registry are shown as they were written. */
function usePolicyTypeName(type: string): string {
  const t = useTranslations("reports.one.policyType");
  switch (type) {
    case "sts":
    case "tlsa":
    case "no-policy-found":
      return t(type);
    default:
      return type;
  }
}
