import type { DomainEvidence } from "../evidence.ts";
import { type MtaStsPolicy, parseMtaStsPolicy } from "../mtasts/policy.ts";
import { selectMtaStsRecord } from "../mtasts/record.ts";

/** What a sender remembers of a policy: the record's id, and what the file said. */
export type PolicyVersion = { id: string; policy: MtaStsPolicy };

/** The version that a check saw; `null` unless it saw a valid record and a valid policy. */
export function policyVersion({ mtaStsTxt, policyFetch }: DomainEvidence): PolicyVersion | null {
  if (mtaStsTxt.kind !== "found" || policyFetch?.kind !== "fetched") return null;
  const record = selectMtaStsRecord(mtaStsTxt.records);
  const policy = parseMtaStsPolicy(policyFetch.text);
  return record.ok && policy.ok ? { id: record.value.id, policy: policy.value } : null;
}
