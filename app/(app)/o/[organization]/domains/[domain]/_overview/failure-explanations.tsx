import { useTranslations } from "next-intl";
import { isRegisteredResultType, resultTypes } from "#lib/core/tlsrpt/result-type.ts";
import { ClauseLink } from "../../../../../../_ui/clause-link.tsx";
import { failureTypeKey } from "../_parts/failure-type-key.ts";
import classes from "./failure-explanations.module.css";

/** Each failure type of the table explained, folded until wanted. */
export function FailureExplanations({ resultTypes: types }: { resultTypes: (string | null)[] }) {
  const t = useTranslations();
  const keys = [...new Set(types.map(failureTypeKey))];
  return (
    <div className={classes.explanations}>
      <h3 className={classes.title}>{t("domains.overview.failures.explain")}</h3>
      {keys.map((key) => (
        <details key={key} className={classes.details}>
          <summary>{t(`failureTypes.${key}.title`)}</summary>
          <Explanation type={key} />
        </details>
      ))}
    </div>
  );
}

function Explanation({ type }: { type: ReturnType<typeof failureTypeKey> }) {
  const t = useTranslations();
  return (
    <dl className={classes.parts}>
      {(["meaning", "cause", "remedy"] as const).map((part) => (
        <div key={part}>
          <dt>{t(`domains.overview.failures.${part}`)}</dt>
          <dd>{t(`failureTypes.${type}.${part}`)}</dd>
        </div>
      ))}
      <div>
        <dt>{t("ui.finding.clause")}</dt>
        <dd>
          <ClauseLink clause={isRegisteredResultType(type) ? resultTypes[type].clause : "RFC 8460 §4.3"} />
        </dd>
      </div>
    </dl>
  );
}
