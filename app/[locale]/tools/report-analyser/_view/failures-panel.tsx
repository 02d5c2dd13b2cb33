import { useFormatter, useLocale, useTranslations } from "next-intl";
import { isRegisteredResultType, resultTypes } from "#lib/core/tlsrpt/result-type.ts";
import { startOfDay } from "#lib/core/trend/day.ts";
import { ClauseLink } from "../../../../_ui/clause-link.tsx";
import { Panel } from "../../../../_ui/panel.tsx";
import { ToneBadge } from "../../../../_ui/tone-badge.tsx";
import { useShareText } from "../../../../_ui/use-share-text.ts";
import { failureTypeKey } from "../../../../(app)/o/[organization]/domains/[domain]/_parts/failure-type-key.ts";
import { localePath } from "../../../_parts/locale-path.ts";
import { riskTones } from "../../../learn/failure-types/risk-tones.ts";
import type { FailureSummary } from "../_analysis/summary.ts";
import classes from "./failures-panel.module.css";
import { isolated } from "./isolated.ts";

/** Each kind of failure: how often, where, why, and how to mend it. */
export function FailuresPanel({ failures }: { failures: readonly FailureSummary[] }) {
  const t = useTranslations("tools.reportAnalyser.failures");
  return (
    <Panel title={t("title")} description={t("text")}>
      <ol className={classes.list}>
        {failures.map((failure) => (
          <li key={`${failure.resultType}-${failure.risk}`} className={classes.item}>
            <Failure failure={failure} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function Failure({ failure }: { failure: FailureSummary }) {
  const t = useTranslations();
  const { resultType, risk, failedSessions } = failure;
  const key = failureTypeKey(resultType);
  const clause = isRegisteredResultType(key) ? resultTypes[key].clause : "RFC 8460 §4.3";
  return (
    <>
      <div className={classes.head}>
        <h3 className={classes.title}>{t(`failureTypes.${key}.title`)}</h3>
        <ToneBadge tone={riskTones[risk]}>{t(`tools.reportAnalyser.risk.${risk}`)}</ToneBadge>
        <span className={classes.count}>
          {t("tools.reportAnalyser.failures.sessions", { count: failedSessions })}
        </span>
      </div>
      {resultType === null ? null : <code className={classes.code}>{isolated(resultType)}</code>}
      <p className={classes.where}>{useWhere(failure)}</p>
      <p className={classes.text}>{t(`failureTypes.${key}.meaning`)}</p>
      <p className={classes.text}>
        <strong>{t("tools.reportAnalyser.failures.cause")}</strong> {t(`failureTypes.${key}.cause`)}
      </p>
      <p className={classes.text}>
        <strong>{t("tools.reportAnalyser.failures.remedy")}</strong> {t(`failureTypes.${key}.remedy`)}
      </p>
      <p className={classes.source}>
        <ClauseLink clause={clause} />
        <MoreLink anchor={key} />
      </p>
    </>
  );
}

const shownNames = 6;

/** Hosts, reporters, share and last day, in one line. */
function useWhere({ share, mxHosts, reporters, lastDay }: FailureSummary): string {
  const t = useTranslations("tools.reportAnalyser.failures");
  const format = useFormatter();
  const shareText = useShareText();
  const list = (names: readonly string[]) => {
    const rest = names.length - shownNames;
    const more = rest > 0 ? [t("more", { count: rest })] : [];
    return format.list([...names.slice(0, shownNames).map(isolated), ...more], "and");
  };
  return [
    ...(mxHosts.length === 0 ? [] : [t("hosts", { hosts: list(mxHosts) })]),
    t("reporters", { reporters: list(reporters) }),
    ...(share === null ? [] : [t("share", { share: shareText(share) })]),
    t("lastDay", { day: format.dateTime(startOfDay(lastDay), "day") }),
  ].join(" · ");
}

function MoreLink({ anchor }: { anchor: string }) {
  const t = useTranslations("tools.reportAnalyser.failures");
  return <a href={`${localePath(useLocale(), "/learn/failure-types")}#${anchor}`}>{t("learn")}</a>;
}
