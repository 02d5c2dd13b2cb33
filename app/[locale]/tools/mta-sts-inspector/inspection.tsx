import { Button } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import type { MtaStsInspection, MtaStsOutcome } from "#lib/core/inspect/judge-mtasts-look.ts";
import { isNothingThere } from "#lib/core/posture/policy-host-finding.ts";
import type { InspectedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { Notice } from "../../../_ui/notice.tsx";
import { TimeText } from "../../../_ui/time-text.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { localePath } from "../../_parts/locale-path.ts";
import { ResultLinks } from "../_parts/result-links.tsx";
import { toolPath } from "../_registry/tools.ts";
import classes from "./inspection.module.css";
import { MxPanel } from "./mx-panel.tsx";
import { PolicyHostPanel } from "./policy-host-panel.tsx";
import { PolicyPanel } from "./policy-panel.tsx";
import { RecordPanel } from "./record-panel.tsx";
import { ReportingPanel } from "./reporting-panel.tsx";

const tones: Record<MtaStsOutcome, Tone> = {
  enforce: "ok",
  "enforce-gaps": "error",
  testing: "info",
  "testing-gaps": "warning",
  none: "neutral",
  "no-policy": "error",
  ignored: "error",
  unannounced: "warning",
  absent: "warning",
  "no-domain": "error",
  unknown: "unknown",
};

/** A policy that works may still have what bites some senders. */
function toneOf({ outcome, record, policy, mx }: MtaStsInspection): Tone {
  const tone = tones[outcome];
  const findings = [...record.findings, ...policy.findings, ...mx.findings];
  const bites = findings.some(({ severity }) => severity === "warning");
  return bites && (tone === "ok" || tone === "info") ? "warning" : tone;
}

/** The result of a look-up: the verdict, then each part that it rests on, with what was found about it. */
export function Inspection({ result }: { result: InspectedMtaSts }) {
  const t = useTranslations("tools.mtaStsInspector");
  const { unicode: domain, inspection, checkedAt } = result;
  const { outcome, findingsLeftOut } = inspection;
  return (
    <>
      <Notice tone={toneOf(inspection)} title={t(`outcome.${outcome}.title`, { domain })}>
        {t(`outcome.${outcome}.text`)}
      </Notice>
      <p className={classes.quiet}>
        {t("checkedAt")} <TimeText value={checkedAt} show="second" />
        {findingsLeftOut === 0 ? null : <>. {t("leftOut", { count: findingsLeftOut })}</>}
      </p>
      <RecordPanel result={result} />
      <PolicyPanel result={result} />
      <PolicyHostPanel result={result} />
      <MxPanel result={result} />
      <ReportingPanel result={result} />
      <ResultLinks slug="mta-sts-inspector" query={{ domain }}>
        <ToGenerator result={result} />
      </ResultLinks>
    </>
  );
}

/** Where a new policy or record is the remedy, the generator makes it. */
function ToGenerator({ result }: { result: InspectedMtaSts }) {
  const t = useTranslations("tools.mtaStsInspector");
  const generator = localePath(useLocale(), toolPath("mta-sts-generator"));
  const { unicode: domain } = result;
  if (!wantsPolicy(result)) return null;
  return (
    <Button component="a" href={`${generator}?${new URLSearchParams({ domain })}`}>
      {t("generate", { domain })}
    </Button>
  );
}

function wantsPolicy({ look: { policyFetch }, inspection: { outcome } }: InspectedMtaSts): boolean {
  switch (outcome) {
    case "absent":
    case "ignored":
    case "unannounced":
    case "enforce-gaps":
    case "testing-gaps":
      return true;
    case "no-policy":
      // A host that cannot be reached or trusted needs another remedy than another file.
      return policyFetch.kind === "fetched" || isNothingThere(policyFetch);
    case "enforce":
    case "testing":
    case "none":
    case "no-domain":
    case "unknown":
      return false;
    default:
      return outcome satisfies never;
  }
}
