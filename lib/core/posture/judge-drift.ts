import type { DomainEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { policyDiff } from "../mtasts/policy-diff.ts";
import { selectMtaStsRecord } from "../mtasts/record.ts";
import { mtaStsName } from "./judge-mtasts.ts";
import { type PolicyVersion, policyVersion } from "./policy-version.ts";
import type { Previous } from "./posture.ts";

/**
 * How the policy moved since it was last known. Senders that hold a policy fetch again when the record's id changes
 * (RFC 8461 §3.1, §8.1), so a change without a new id reaches them late, and so does one that a new id ran ahead of: who
 * fetched in between holds the old file under the new id. Such a finding stands until the id moves, or until every copy
 * cached before the change has passed its `max_age`. A check that cannot tell leaves it standing.
 */
export function judgeDrift(evidence: DomainEvidence, previous: Previous): Finding[] {
  const standing = (previous.findings ?? []).filter((one) => isStanding(one, evidence.checkedAt));
  const now = policyVersion(evidence);
  const earlier = lastKnown(previous);
  if (now === null || earlier === null) return standing.filter((one) => mayBeAnnounced(one, evidence));
  const isSame = policyDiff(earlier.policy, now.policy).same;
  if (now.id !== earlier.id) return isSame ? newIdAlone(evidence, { now, earlier, standing }) : [];
  const own = standing.filter(({ data }) => data.id === now.id);
  if (isSame) return own;
  const cameFirst = own.some(({ code }) => code === idAlone);
  return [changedUnderId(cameFirst ? idFirst : sameId, evidence, earlier)];
}

/** Whether a finding says that senders hold an old policy under the id that is published: only a new id mends that. */
export function asksForNewId({ code }: Pick<Finding, "code">): boolean {
  return code === sameId || code === idFirst;
}

const idAlone = "id-changed-without-policy";
const sameId = "policy-changed-without-id";
const idFirst = "id-before-policy";

/** So long after a new id, a new file is taken for the one that was meant. */
const together = 7 * 86_400;

function lastKnown({ version, evidence }: Previous): PolicyVersion | null {
  return version ?? (evidence && policyVersion(evidence));
}

/** A new id is what mends a change that had none, and then it comes alone by right. */
function newIdAlone(
  { domain, checkedAt }: DomainEvidence,
  { now, earlier, standing }: { now: PolicyVersion; earlier: PolicyVersion; standing: Finding[] },
): Finding[] {
  if (standing.some(asksForNewId)) return [];
  const seconds = Math.min(now.policy.maxAgeSeconds, together);
  const data = { id: now.id, before: earlier.id, ...period(checkedAt, seconds) };
  return [finding(idAlone, "info", { clause: "RFC 8461 §8.1", subject: mtaStsName(domain), data })];
}

function changedUnderId(
  code: string,
  { domain, checkedAt }: DomainEvidence,
  { id, policy }: PolicyVersion,
): Finding {
  const data = { id, ...period(checkedAt, policy.maxAgeSeconds) };
  return finding(code, "warning", { clause: "RFC 8461 §8.1", subject: mtaStsName(domain), data });
}

/** Days in UTC. */
function period(checkedAt: string, seconds: number): { since: string; until: string } {
  const until = new Date(Date.parse(checkedAt) + seconds * 1_000);
  return { since: checkedAt.slice(0, 10), until: until.toISOString().slice(0, 10) };
}

function isStanding({ code, data }: Finding, checkedAt: string): boolean {
  const isDrift = code === idAlone || code === sameId || code === idFirst;
  return isDrift && String(data.until ?? "") >= checkedAt.slice(0, 10);
}

/** While the record cannot be read it may still have the id; known to be another, or gone, it has not. */
function mayBeAnnounced({ data }: Finding, { mtaStsTxt }: DomainEvidence): boolean {
  switch (mtaStsTxt.kind) {
    case "unreachable":
      return true;
    case "absent":
      return false;
    case "found": {
      const record = selectMtaStsRecord(mtaStsTxt.records);
      return record.ok && record.value.id === data.id;
    }
    default:
      return mtaStsTxt satisfies never;
  }
}
