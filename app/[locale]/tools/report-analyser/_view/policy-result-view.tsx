import { useTranslations } from "next-intl";
import type { PolicyResult } from "#lib/core/tlsrpt/report.ts";
import { readReportedPolicy } from "#lib/core/tlsrpt/reported-policy.ts";
import { NumberText } from "../../../../_ui/number-text.tsx";
import { ToneBadge } from "../../../../_ui/tone-badge.tsx";
import classes from "./report-body.module.css";
import { ResultDetails } from "./result-details.tsx";

type Props = {
  result: PolicyResult;
  position: number;
  /** Names the table of its failures, which no other on the page may share. */
  caption: string;
  /** The position of the result that already told of these sessions. */
  duplicateOf: number | null;
};

/** One entry of a report's `policies`, as the sender wrote it. */
export function PolicyResultView({ result, position, caption, duplicateOf }: Props) {
  const t = useTranslations("reports.one");
  const policy = readReportedPolicy(result);
  return (
    <section className={classes.result}>
      <header className={classes.resultHead}>
        <h3 className={classes.title}>
          {t("resultName", { number: position + 1, type: usePolicyTypeName(result.type) })}
        </h3>
        {duplicateOf === null ? null : <ToneBadge tone="info">{t("duplicate")}</ToneBadge>}
      </header>
      {duplicateOf === null ? null : (
        <p className={classes.quiet}>{t("duplicateText", { number: duplicateOf + 1 })}</p>
      )}
      <dl className={classes.facts}>
        <div>
          <dt>{t("policyDomain")}</dt>
          <dd>{result.domain ?? t("noPolicyDomain")}</dd>
        </div>
        <div>
          <dt>{t("successful")}</dt>
          <dd>
            <NumberText value={result.successfulSessions} />
          </dd>
        </div>
        <div>
          <dt>{t("failed")}</dt>
          <dd>
            <NumberText value={result.failedSessions} />
          </dd>
        </div>
        <Patterns patterns={policy.mx} />
        <Lines label={t("policyString")} lines={policy.lines} />
      </dl>
      <ResultDetails result={result} caption={caption} />
    </section>
  );
}

function Patterns({ patterns }: { patterns: readonly string[] | null }) {
  const t = useTranslations("reports.one");
  if (patterns === null || patterns.length === 0) return null;
  return (
    <div className={classes.wide}>
      <dt>{t("mxHost")}</dt>
      <dd className={classes.mono}>{patterns.join(", ")}</dd>
    </div>
  );
}

function Lines({ label, lines }: { label: string; lines: readonly string[] | null }) {
  if (lines === null || lines.length === 0) return null;
  return (
    <div className={classes.wide}>
      <dt>{label}</dt>
      <dd>
        <pre className={classes.policy}>{lines.join("\n")}</pre>
      </dd>
    </div>
  );
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
