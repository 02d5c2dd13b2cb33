import { useFormatter, useTranslations } from "next-intl";
import type { MtaStsInspection, MtaStsOutcome } from "#lib/core/inspect/judge-mtasts-look.ts";
import type { MxStanding } from "#lib/core/inspect/mx-delivery.ts";
import type { InspectedMtaSts, StartedMtaSts } from "#lib/services/tools/inspect-mta-sts.ts";
import { Notice } from "../../../_ui/notice.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { Streamed } from "../_parts/streamed.tsx";
import classes from "./inspection.module.css";

type Props = { result: StartedMtaSts; whole: boolean };

/** The verdict: at once as far as record and policy tell, and in full when the MX hosts have been looked at. */
export function OutcomeNotice({ result, whole }: Props) {
  const waits = result.mx.hosts.length > 0 && result.inspection.mx.deliveries.length > 0;
  return (
    <div role="status">
      {waits ? (
        <Streamed whole={whole} fallback={<Outcome result={result} pending />}>
          <WholeOutcome result={result} />
        </Streamed>
      ) : (
        <Outcome result={result} />
      )}
    </div>
  );
}

async function WholeOutcome({ result }: { result: StartedMtaSts }) {
  return <Outcome result={await result.whole} />;
}

function Outcome({ result, pending = false }: { result: InspectedMtaSts; pending?: boolean }) {
  const t = useTranslations("tools.mtaStsInspector");
  const { unicode: domain, inspection } = result;
  const { outcome } = inspection;
  return (
    <Notice tone={toneOf(inspection, pending)} title={t(`outcome.${outcome}.title`, { domain })}>
      <p>{t(`outcome.${outcome}.text`)}</p>
      <Deliveries inspection={inspection} pending={pending} />
    </Notice>
  );
}

const standings: readonly MxStanding[] = ["delivers", "partly", "refuses", "nowhere", "unknown"];

/** What becomes of mail at each host, while a policy that names hosts is in force. */
function Deliveries({ inspection, pending }: { inspection: MtaStsInspection; pending: boolean }) {
  const t = useTranslations("tools.mtaStsInspector.delivery");
  const format = useFormatter();
  const mode = modeOf(inspection.outcome);
  if (mode === null) return null;
  const lines = standings.flatMap((standing) => {
    const hosts = inspection.mx.deliveries.filter((one) => one.standing === standing);
    if (hosts.length === 0) return [];
    const key = standing === "unknown" && pending ? "pending" : standing;
    return [t(`${mode}.${key}`, { hosts: format.list(hosts.map(({ host }) => host)), count: hosts.length })];
  });
  return lines.length === 0 ? null : (
    <ul className={classes.deliveries}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function modeOf(outcome: MtaStsOutcome): "enforce" | "testing" | null {
  if (outcome.startsWith("enforce")) return "enforce";
  return outcome.startsWith("testing") ? "testing" : null;
}

const tones: Record<MtaStsOutcome, Tone> = {
  enforce: "ok",
  "enforce-gaps": "error",
  "enforce-failing": "error",
  "enforce-undeliverable": "error",
  testing: "info",
  "testing-gaps": "warning",
  "testing-failing": "warning",
  none: "neutral",
  "no-policy": "error",
  ignored: "error",
  unannounced: "warning",
  absent: "warning",
  "no-domain": "error",
  unknown: "unknown",
};

/** A policy that works may still have what bites some senders; and nothing is in order that nobody has seen. */
function toneOf({ outcome, record, policy, mx }: MtaStsInspection, pending: boolean): Tone {
  const tone = tones[outcome];
  if (tone !== "ok" && tone !== "info") return tone;
  const findings = [...record.findings, ...policy.findings, ...mx.findings];
  if (findings.some(({ severity }) => severity === "error" || severity === "warning")) return "warning";
  const isUnseen = mx.deliveries.some(({ standing }) => standing === "unknown" || standing === "nowhere");
  return pending || isUnseen ? "info" : tone;
}
