import type { DomainEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { policyDiff } from "../mtasts/policy-diff.ts";
import { mtaStsName } from "./judge-mtasts.ts";
import { type PolicyVersion, policyVersion } from "./policy-version.ts";
import type { Previous } from "./posture.ts";

/**
 * How the policy moved since the check before. Senders that hold a policy fetch again when the record's id changes
 * (RFC 8461 §3.1, §8.1), so a change without a new id reaches them late. That finding stands until the id moves, or until
 * every copy cached before the change has passed its `max_age`.
 */
export function judgeDrift(
  evidence: DomainEvidence,
  { evidence: before, findings = [] }: Previous,
): Finding[] {
  const now = policyVersion(evidence);
  const earlier = before && policyVersion(before);
  if (now === null || !earlier) return [];
  const isSame = policyDiff(earlier.policy, now.policy).same;
  const name = mtaStsName(evidence.domain);
  if (now.id !== earlier.id) {
    const data = { id: now.id, before: earlier.id };
    const rest = { clause: "RFC 8461 §8.1", subject: name, data };
    return isSame ? [finding("id-changed-without-policy", "info", rest)] : [];
  }
  if (!isSame) return [changedWithoutId(name, earlier, evidence.checkedAt)];
  return findings.filter((one) => one.code === changedCode && isStillCached(one, evidence.checkedAt));
}

const changedCode = "policy-changed-without-id";

function changedWithoutId(name: string, { id, policy }: PolicyVersion, checkedAt: string): Finding {
  const until = new Date(Date.parse(checkedAt) + policy.maxAgeSeconds * 1_000);
  const data = { id, since: checkedAt.slice(0, 10), until: until.toISOString().slice(0, 10) };
  return finding(changedCode, "warning", { clause: "RFC 8461 §8.1", subject: name, data });
}

function isStillCached({ data }: Finding, checkedAt: string): boolean {
  return String(data.until) >= checkedAt.slice(0, 10);
}
