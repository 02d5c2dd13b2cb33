import type { DnsAnswer, MxHostEvidence, MxProbes, MxRecord, PolicyFetch } from "../evidence.ts";
import type { MtaStsPolicy } from "../mtasts/policy.ts";
import { isRegisteredResultType, type RegisteredResultType } from "../tlsrpt/result-type.ts";
import { daneRequired, dnssecInvalid, tlsaInvalid } from "./dane-statements.ts";
import { type MxSeen, mxFaultsOf, mxStatements } from "./mx-statements.ts";
import { policyFaultsOf, policyStatements } from "./policy-statements.ts";
import type { Sighting, Statement } from "./sighting.ts";

/** What was looked at: one MX host of the domain, or the domain's policy host. */
export type FaultSubject =
  | {
      kind: "mx";
      domain: string;
      mx: DnsAnswer<MxRecord>;
      evidence: MxHostEvidence;
      /** The policy that senders go by, when it is known: a host that it does not name fails as well. */
      policy?: MtaStsPolicy | null;
      /** Whether port 25 is known to be open on our side; as long as it is not, a refused connection may be ours. */
      egress?: MxProbes["egress"];
    }
  /** `addresses`: each address of the policy host for itself; where none is given, `fetch` speaks for all. */
  | { kind: "policy"; fetch: PolicyFetch; addresses: PolicyFetch[]; leftOut?: number };

/**
 * Why nothing can be said. `our-limit`: no address was reached from here. `partly`: what we reached is sound, but not
 * every address was reached. `hidden`: another fault comes first. `not-checkable`: what was reported does not show from
 * outside, or nobody knows what the type means.
 */
export type UntoldReason = "our-limit" | "partly" | "hidden" | "not-checkable";

/**
 * `still-visible`: a sender that connects now may meet it; `sightings` say where. `not-visible`: every address was looked
 * at, and none shows it. Otherwise `sightings` are what stood in the way.
 */
export type FaultStanding =
  | { kind: "still-visible"; sightings: Sighting[] }
  | { kind: "not-visible"; sightings: [] }
  | { kind: "cannot-tell"; reason: UntoldReason; sightings: Sighting[] };

/**
 * Holds a failure that reports name (`result-type`, RFC 8460 §4.3; `null`: the report says none) against what is seen at
 * `now`. Judged from the evidence: what is visible at one address of several is visible. Never throws.
 */
export function visibleFault(resultType: string | null, subject: FaultSubject, now: Date): FaultStanding {
  if (resultType === null || !isRegisteredResultType(resultType)) return anyFault(subject, now);
  const statements = statementsOn(resultType, subject, now);
  const leftOut = (subject.kind === "mx" ? subject.evidence.leftOut : subject.leftOut) ?? 0;
  return standingOf(statements, leftOut);
}

function statementsOn(resultType: RegisteredResultType, subject: FaultSubject, now: Date): Statement[] {
  switch (resultType) {
    case "starttls-not-supported":
    case "certificate-host-mismatch":
    case "certificate-expired":
    case "certificate-not-trusted":
    case "validation-failure":
      return onMx(subject, (seen) => mxStatements(resultType, seen, now));
    case "tlsa-invalid":
      return onMx(subject, (seen) => tlsaInvalid(seen, now));
    case "dnssec-invalid":
      return onMx(subject, dnssecInvalid);
    case "dane-required":
      return onMx(subject, daneRequired);
    case "sts-policy-fetch-error":
    case "sts-policy-invalid":
    case "sts-webpki-invalid":
      return subject.kind === "policy" ? policyStatements(resultType, fetchesOf(subject)) : [];
    default:
      return resultType satisfies never;
  }
}

function onMx(subject: FaultSubject, judge: (seen: MxSeen) => Statement[]): Statement[] {
  return subject.kind === "mx" ? judge(seenOf(subject)) : [];
}

function seenOf(subject: Extract<FaultSubject, { kind: "mx" }>): MxSeen {
  return { policy: null, egress: "unproven", ...subject };
}

function fetchesOf({ fetch, addresses }: Extract<FaultSubject, { kind: "policy" }>): PolicyFetch[] {
  return addresses.length > 0 ? addresses : [fetch];
}

/** Nobody knows what the type means; what is wrong anyway may still explain it. */
function anyFault(subject: FaultSubject, now: Date): FaultStanding {
  const sightings =
    subject.kind === "mx" ? mxFaultsOf(seenOf(subject), now) : fetchesOf(subject).flatMap(policyFaultsOf);
  return { kind: "cannot-tell", reason: "not-checkable", sightings };
}

function standingOf(statements: Statement[], leftOut: number): FaultStanding {
  const saying = (says: Statement["says"]) => statements.filter((one) => one.says === says);
  const visible = saying("seen").flatMap(({ sightings }) => sightings);
  if (visible.length > 0) return { kind: "still-visible", sightings: visible };
  const isAllClear = statements.length > 0 && statements.every(({ says }) => says === "clear");
  if (isAllClear && leftOut === 0) return { kind: "not-visible", sightings: [] };
  const sightings = statements.flatMap((one) => one.sightings);
  const because = (reason: UntoldReason): FaultStanding => ({ kind: "cannot-tell", reason, sightings });
  if (saying("hidden").length > 0) return because("hidden");
  if (saying("uncheckable").length > 0 || statements.length === 0) return because("not-checkable");
  return because(saying("clear").length > 0 ? "partly" : "our-limit");
}
