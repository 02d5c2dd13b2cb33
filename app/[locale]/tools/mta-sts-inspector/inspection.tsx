import { Button } from "@mantine/core";
import { useLocale, useTranslations } from "next-intl";
import { isNothingThere } from "#lib/core/posture/policy-host-finding.ts";
import type { InspectedMtaSts, StartedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { TimeText } from "../../../_ui/time-text.tsx";
import { localePath } from "../../_parts/locale-path.ts";
import { ResultLinks } from "../_parts/result-links.tsx";
import { WholeNotice } from "../_parts/whole-notice.tsx";
import { ZonePanel } from "../_parts/zone-panel.tsx";
import { toolPath } from "../_registry/tools.ts";
import classes from "./inspection.module.css";
import { MxPanel } from "./mx-panel.tsx";
import { OutcomeNotice } from "./outcome-notice.tsx";
import { PolicyHostPanel } from "./policy-host-panel.tsx";
import { PolicyPanel } from "./policy-panel.tsx";
import { RecordPanel } from "./record-panel.tsx";
import { ReportingPanel } from "./reporting-panel.tsx";

type Props = {
  result: StartedMtaSts;
  /** Send the page only when all of it is there. */
  whole: boolean;
};

/** The result of a look-up: the verdict, then each part that it rests on, with what was found about it. */
export function Inspection({ result, whole }: Props) {
  const t = useTranslations("tools.mtaStsInspector");
  const { unicode: domain, name, inspection, checkedAt, zone } = result;
  const { findingsLeftOut } = inspection;
  const query = { domain, ...(zone === null ? {} : { zone: "1" }) };
  return (
    <>
      {whole ? null : <WholeNotice query={new URLSearchParams(query)} />}
      <OutcomeNotice result={result} whole={whole} />
      <p className={classes.quiet}>
        {t("checkedAt")} <TimeText value={checkedAt} show="second" />
        {findingsLeftOut === 0 ? null : <>. {t("leftOut", { count: findingsLeftOut })}</>}
      </p>
      <RecordPanel result={result} />
      <ZonePanel slug="mta-sts-inspector" domain={domain} name={name} zone={zone} whole={whole} />
      <PolicyPanel result={result} />
      <PolicyHostPanel result={result} />
      <MxPanel result={result} whole={whole} />
      <ReportingPanel result={result} />
      <ResultLinks slug="mta-sts-inspector" query={query}>
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

/** Told by record, policy and MX set alone: no certificate of an MX host is mended by another policy. */
function wantsPolicy({ look: { policyFetch }, inspection: { outcome, mx } }: InspectedMtaSts): boolean {
  switch (outcome) {
    case "absent":
    case "ignored":
    case "unannounced":
      return true;
    case "no-policy":
      // A host that cannot be reached or trusted needs another remedy than another file.
      return policyFetch.kind === "fetched" || isNothingThere(policyFetch);
    case "enforce":
    case "enforce-gaps":
    case "enforce-failing":
    case "enforce-undeliverable":
    case "testing":
    case "testing-gaps":
    case "testing-failing":
      return mx.coverage.some(({ coverage }) => coverage === "uncovered");
    case "none":
    case "no-domain":
    case "unknown":
      return false;
    default:
      return outcome satisfies never;
  }
}
