import type { DomainEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { judgeDrift } from "./judge-drift.ts";
import { judgeMtaSts, mtaStsName } from "./judge-mtasts.ts";
import { judgeMx } from "./judge-mx.ts";
import { judgeOwnership } from "./judge-ownership.ts";
import { judgePolicy, policyUrl } from "./judge-policy.ts";
import { judgeTlsRpt } from "./judge-tlsrpt.ts";
import type { Expected, Posture, Previous } from "./posture.ts";
import { stageInForce } from "./stage.ts";

/**
 * Judges what one check gathered. Pure: the moment is the evidence's `checkedAt`. A look-up that failed is `unknown` and
 * never "absent": it changes neither the stage nor the ownership that is remembered.
 */
export function judgeDomain(evidence: DomainEvidence, expected: Expected, previous: Previous): Posture {
  const tlsRpt = judgeTlsRpt(evidence, expected);
  const mtaSts = judgeMtaSts(evidence);
  const policy = judgePolicy(evidence, mtaSts.record);
  const valid = policy.policy.kind === "valid" ? policy.policy.value : null;
  const mx = judgeMx(evidence, valid);
  const { ownership, findings: ownershipFindings } = judgeOwnership(evidence, tlsRpt.record, expected);
  const isUnannounced = mtaSts.record.kind === "absent" && valid !== null;
  return {
    findings: [
      ...ownershipFindings,
      ...tlsRpt.findings,
      ...(isUnannounced ? [policyWithoutRecord(evidence.domain)] : mtaSts.findings),
      ...policy.findings,
      ...mx.findings,
      ...judgeDrift(evidence, previous),
    ],
    stage: stageInForce(mtaSts.record, policy.policy, previous.stage),
    ownership,
    policy: valid,
    parts: { tlsRpt: tlsRpt.state, mtaSts: mtaSts.state, policy: policy.state, mx: mx.state },
  };
}

/** Says more than a missing record, and instead of it. */
function policyWithoutRecord(domain: string): Finding {
  const data = { name: mtaStsName(domain), url: policyUrl(domain) };
  return finding("policy-without-record", "warning", { clause: "RFC 8461 §3.1", subject: data.name, data });
}
