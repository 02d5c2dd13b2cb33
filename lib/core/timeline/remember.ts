import type { PolicyVersion } from "../posture/policy-version.ts";
import type { Ownership } from "../posture/posture.ts";
import type { Stage } from "../posture/stage.ts";
import type { DomainEvent, FailingMemory, MtaStsFacts, Remembered, SeenCertificate } from "./event.ts";
import type { Seen } from "./is-judged.ts";
import {
  type HostCertificates,
  rememberMxCertificates,
  rememberPolicyCertificates,
} from "./remember-certificates.ts";
import { rememberFailing } from "./remember-failing.ts";
import { isNoMx, type KnownMx, rememberMx } from "./remember-mx.ts";
import { type PolicyMemory, rememberPolicy, rememberVersion } from "./remember-policy.ts";
import { rememberMtaSts, rememberTlsRpt } from "./remember-records.ts";

export type { DomainEvent, EventKind } from "./event.ts";

/**
 * The last known state of everything that the timeline tells of, as plain JSON, bounded whatever the zone holds. `null`:
 * never known. What a check cannot see stays as it was last known.
 */
export type Memory = {
  /** The texts of the record; none when it is absent. */
  tlsRpt: string[] | null;
  mtaSts: MtaStsFacts | null;
  policy: PolicyMemory | null;
  /** The last policy that was served under a valid record, even when both are gone since. */
  policyVersion: PolicyVersion | null;
  mx: KnownMx[] | null;
  policyCertificates: SeenCertificate[];
  mxCertificates: HostCertificates[];
  failing: FailingMemory[];
  stage: Stage | null;
  proven: boolean | null;
};

/**
 * Takes in what a check saw: `events` are what changed since it was last known, in the order in which one explains the
 * next. A look-up that failed is no change, and neither is what becomes known for the first time; the first check gives
 * one event. Seeing the same again gives none. Never throws.
 */
export function remember(memory: Memory | null, seen: Seen): { memory: Memory; events: DomainEvent[] } {
  // What an earlier release did not remember is not known.
  const before = { ...nothingKnown, ...memory };
  const told = rememberAll(before, seen);
  if (memory !== null) return told;
  const failing = told.memory.failing.length;
  const after = { stage: seen.posture.stage, failing };
  return { memory: told.memory, events: [{ kind: "first-check", subject: null, before: null, after }] };
}

const nothingKnown: Memory = {
  tlsRpt: null,
  mtaSts: null,
  policy: null,
  policyVersion: null,
  mx: null,
  policyCertificates: [],
  mxCertificates: [],
  failing: [],
  stage: null,
  proven: null,
};

function rememberAll(before: Memory, seen: Seen): { memory: Memory; events: DomainEvent[] } {
  const { evidence, posture } = seen;
  const { domain, tlsRptTxt, mtaStsTxt, mx } = evidence;
  const noMx = (host: string) => isNoMx(host, domain, mx);
  const parts = {
    tlsRpt: rememberTlsRpt(before.tlsRpt, tlsRptTxt, domain),
    mtaSts: rememberMtaSts(before.mtaSts, mtaStsTxt, domain),
    policy: rememberPolicy(before.policy, evidence),
    mx: rememberMx(before.mx, mx),
    policyCertificates: rememberPolicyCertificates(before.policyCertificates, evidence),
    mxCertificates: rememberMxCertificates(before.mxCertificates, evidence, noMx),
    failing: rememberFailing(before.failing, seen),
    stage: rememberStage(before.stage, posture.stage),
    proven: rememberProof(before.proven, posture.ownership),
  };
  const memory: Memory = {
    tlsRpt: parts.tlsRpt.next,
    mtaSts: parts.mtaSts.next,
    policy: parts.policy.next,
    policyVersion: rememberVersion(before.policyVersion, evidence),
    mx: parts.mx.next,
    policyCertificates: parts.policyCertificates.next,
    mxCertificates: parts.mxCertificates.next,
    failing: parts.failing.next,
    stage: parts.stage.next,
    proven: parts.proven.next,
  };
  return { memory, events: Object.values(parts).flatMap(({ events }) => events) };
}

function rememberStage(before: Stage | null, after: Stage): Remembered<Stage> {
  if (before === null || before === after) return { next: after, events: [] };
  return { next: after, events: [{ kind: "stage-changed", subject: null, before, after }] };
}

/** The proof that stands in DNS now. What nobody could look up is neither proof nor the lack of it. */
function rememberProof(before: boolean | null, ownership: Ownership): Remembered<boolean | null> {
  if (ownership === "unknown") return { next: before, events: [] };
  const isProven = ownership !== null;
  if (before === isProven || (before === null && !isProven)) return { next: isProven, events: [] };
  const event: DomainEvent = isProven
    ? { kind: "ownership-proven", subject: null, before: null, after: { by: ownership } }
    : { kind: "ownership-lost", subject: null, before: null, after: null };
  return { next: isProven, events: [event] };
}
