import type { Finding } from "#lib/core/finding.ts";
import { coverMxHosts } from "#lib/core/mtasts/coverage.ts";
import { suggestedMaxAge } from "#lib/core/mtasts/max-age-presets.ts";
import { type MtaStsPolicy, type PolicyMode, parseMtaStsPolicy } from "#lib/core/mtasts/policy.ts";
import { asksForNewId } from "#lib/core/posture/judge-drift.ts";
import type { Parts, Posture } from "#lib/core/posture/posture.ts";
import type { Advice, Reason } from "#lib/core/rollout/rollout.ts";
import type { Domain } from "#lib/db/client.ts";
import type { Context } from "#lib/services/context.ts";
import { judgeDomains } from "./judge-domains.ts";

/** The step to a mode that was asked for: what becomes of the policy, and how far the step is done. */
export type ModeChange = {
  mode: PolicyMode;
  /** The valid policy that the newest check found; `null`: none, or none was looked for yet. */
  served: MtaStsPolicy | null;
  /** What the proposed file says; `null` while there is none, since no MX host is known. */
  proposed: MtaStsPolicy | null;
  /** Whether the file names the hosts that the served one names. Reports have tested those and no others. */
  mxKept: boolean;
  /** Of the two steps of RFC 8461 §8.1: whether the newest check found the file, and the record with its new id. */
  done: { file: boolean; record: boolean };
  caution: Caution | null;
};

/** Why enforce is not advised now. Of a verdict the grounds that decide it, or all where none does. */
export type Caution = { kind: "not-proven" } | { kind: "verdict"; advice: Advice; reasons: Reason[] };

/** Mode and lifetime of the policy for `mode`; once that mode is served, its lifetime is the user's choice. */
export function policyFor(
  mode: PolicyMode,
  served: MtaStsPolicy | null,
): Pick<MtaStsPolicy, "mode" | "maxAgeSeconds"> {
  return { mode, maxAgeSeconds: served?.mode === mode ? served.maxAgeSeconds : suggestedMaxAge(mode) };
}

/** The served policy, when its `mx` may stand as they are: they fit the hosts in DNS, or nobody can tell (`null`). */
export function keptPolicy(
  served: MtaStsPolicy | null,
  mxHosts: readonly string[] | null,
): MtaStsPolicy | null {
  if (served === null || served.mx.length === 0) return null;
  const fits = mxHosts === null || coverMxHosts(mxHosts, served.mx).uncovered.length === 0;
  return fits ? served : null;
}

/** Joins what was served, what is proposed (`text`) and what speaks against it. The caller authorises. */
export async function describeChange(
  context: Context,
  domain: Domain,
  change: { mode: PolicyMode; posture: Posture | null; kept: MtaStsPolicy | null; text: string | null },
): Promise<ModeChange> {
  const { mode, posture, kept, text } = change;
  const read = text === null ? null : parseMtaStsPolicy(text);
  return {
    mode,
    served: posture?.policy ?? null,
    proposed: read?.ok ? read.value : null,
    mxKept: kept !== null,
    done: progress(mode, posture),
    caution: mode === "enforce" ? await cautionOf(context, domain) : null,
  };
}

/** Without an id of its own, the file reaches senders late; the check says so until the id moves. */
function progress(mode: PolicyMode, posture: Posture | null): ModeChange["done"] {
  const file = posture?.policy?.mode === mode;
  return { file, record: file && isAnnounced(posture.parts, posture.findings) };
}

function isAnnounced({ mtaSts }: Parts, findings: Finding[]): boolean {
  const isValid = mtaSts === "ok" || mtaSts === "warning";
  return isValid && !findings.some(asksForNewId);
}

/** What reports say is nobody's business before the ownership is proven, so no verdict is made until then. */
async function cautionOf(context: Context, domain: Domain): Promise<Caution | null> {
  if (!domain.verifiedAt) return { kind: "not-proven" };
  const verdict = (await judgeDomains(context, [domain])).get(domain.id)?.verdict;
  if (!verdict || verdict.advice === "ready" || verdict.advice === "keep") return null;
  const deciding = verdict.reasons.filter(({ decides }) => decides);
  const reasons = deciding.length > 0 ? deciding : verdict.reasons;
  return { kind: "verdict", advice: verdict.advice, reasons };
}
