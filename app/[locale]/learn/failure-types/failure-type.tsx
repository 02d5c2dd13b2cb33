import { useTranslations } from "next-intl";
import { failureRisk } from "#lib/core/rollout/failure-risk.ts";
import { isRegisteredResultType, resultTypes } from "#lib/core/tlsrpt/result-type.ts";
import { ClauseLink } from "../../../_ui/clause-link.tsx";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import { Example } from "../_parts/example.tsx";
import { ProseText } from "../_parts/prose.tsx";
import { Terms } from "../_parts/terms.tsx";
import { type FailureTypeKey, failureCommands } from "./failure-groups.ts";
import classes from "./failure-type.module.css";
import { riskTones } from "./risk-tones.ts";

const parts = ["meaning", "cause", "remedy"] as const;

/** One type: its code, what it does to mail, why it happens, how to mend it and how to see it. */
export function FailureType({ type }: { type: FailureTypeKey }) {
  const t = useTranslations();
  const command = failureCommands[type];
  const terms = parts.map((part) => ({
    id: part,
    term: t(`learn.failureTypes.labels.${part}`),
    text: t(`failureTypes.${type}.${part}`),
  }));
  const more = {
    id: "more",
    term: t("learn.failureTypes.labels.more"),
    text: (
      <span>
        <ProseText text={`learn.failureTypes.more.${type}`} />
      </span>
    ),
  };
  return (
    <>
      <Marks type={type} />
      <Terms terms={[...terms, more]} />
      {command === null ? null : <Example label={t("learn.failureTypes.labels.see")}>{command}</Example>}
    </>
  );
}

function Marks({ type }: { type: FailureTypeKey }) {
  const t = useTranslations("tools.reportAnalyser.risk");
  const isRegistered = isRegisteredResultType(type);
  const risk = failureRisk({ resultType: isRegistered ? type : null, policyType: "sts" });
  return (
    <div className={classes.marks}>
      {isRegistered ? <code className={classes.code}>{type}</code> : null}
      <ToneBadge tone={riskTones[risk]}>{t(risk)}</ToneBadge>
      <span className={classes.clause}>
        <ClauseLink clause={isRegistered ? resultTypes[type].clause : "RFC 8460 §4.3"} />
      </span>
    </div>
  );
}
