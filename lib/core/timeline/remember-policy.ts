import type { DomainEvidence, PolicyFetch } from "../evidence.ts";
import { type MtaStsPolicy, parseMtaStsPolicy } from "../mtasts/policy.ts";
import { canonicalPolicyText } from "../mtasts/policy-diff.ts";
import { policyUrl } from "../posture/judge-policy.ts";
import { isNothingThere } from "../posture/policy-host-finding.ts";
import { type PolicyVersion, policyVersion } from "../posture/policy-version.ts";
import type { PolicyFacts, Remembered } from "./event.ts";
import { plainText } from "./plain-text.ts";

/** `meaning` is one text for all ways to write the same policy; `null` when it is no valid one. */
export type PolicyMemory =
  | { kind: "absent" }
  | { kind: "served"; facts: PolicyFacts; meaning: string | null };

/** Longer ones are compared, and shown, as far as this. */
const maxLength = 8_192;
const maxPatterns = 64;
const maxPatternLength = 255;

/**
 * The policy that the policy host serves, whether a record announces it or not. What cannot be fetched, and what is no
 * policy at all (an error page of a web server, with status 200), changes nothing that is known. Where addresses serve
 * different ones, each check may meet another: while one serves the known policy, it stands.
 */
export function rememberPolicy(
  before: PolicyMemory | null,
  evidence: DomainEvidence,
): Remembered<PolicyMemory | null> {
  const { domain, policyFetch, policyAddresses = [] } = evidence;
  const now = policyFetch === null ? null : policySeen(policyFetch);
  const isUnchanged = now === null || before === null || isSame(before, now);
  if (isUnchanged) return { next: now ?? before, events: [] };
  if (policyAddresses.some((fetch) => isServing(fetch, before))) return { next: before, events: [] };
  const subject = policyUrl(domain);
  if (before.kind === "served") {
    return now.kind === "served"
      ? { next: now, events: [{ kind: "policy-changed", subject, before: before.facts, after: now.facts }] }
      : { next: now, events: [{ kind: "policy-removed", subject, before: before.facts, after: null }] };
  }
  return now.kind === "served"
    ? { next: now, events: [{ kind: "policy-published", subject, before: null, after: now.facts }] }
    : { next: now, events: [] };
}

/** The last known id and policy, as senders that hold a copy have it; one too large to be kept is not known. */
export function rememberVersion(
  before: PolicyVersion | null,
  evidence: DomainEvidence,
): PolicyVersion | null {
  const now = policyVersion(evidence);
  if (now === null) return before;
  return canonicalPolicyText(now.policy).length <= maxLength ? now : null;
}

function policySeen(fetch: PolicyFetch): PolicyMemory | null {
  if (fetch.kind === "failed") return isNothingThere(fetch) ? { kind: "absent" } : null;
  const parsed = parseMtaStsPolicy(fetch.text);
  if (parsed.ok) return servedMemory(fetch.text, parsed.value);
  const isMeantAsOne = /^version[ \t]*:[ \t]*STS/im.test(fetch.text);
  return isMeantAsOne ? servedMemory(fetch.text, null) : null;
}

function servedMemory(served: string, policy: MtaStsPolicy | null): PolicyMemory {
  const text = plainText(served, maxLength);
  if (policy === null)
    return { kind: "served", facts: { mode: null, mx: [], maxAgeSeconds: null, text }, meaning: null };
  const mx = policy.mx.slice(0, maxPatterns).map((pattern) => plainText(pattern, maxPatternLength));
  const { mode, maxAgeSeconds } = policy;
  const meaning = plainText(canonicalPolicyText(policy), maxLength);
  return { kind: "served", facts: { mode, mx, maxAgeSeconds, text }, meaning };
}

function isSame(a: PolicyMemory, b: PolicyMemory): boolean {
  if (a.kind === "absent" || b.kind === "absent") return a.kind === b.kind;
  return a.meaning === b.meaning && (a.meaning !== null || a.facts.text === b.facts.text);
}

function isServing(fetch: PolicyFetch, before: PolicyMemory): boolean {
  if (fetch.kind !== "fetched" || before.kind === "absent") return false;
  const other = policySeen(fetch);
  return other !== null && isSame(other, before);
}
