import type { DomainEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import type { MtaStsPolicy, PolicyMode } from "../mtasts/policy.ts";
import { judgeDrift } from "./judge-drift.ts";
import { judgeMtaSts, mtaStsName } from "./judge-mtasts.ts";
import { judgeMx } from "./judge-mx.ts";
import { judgeMxHosts } from "./judge-mx-hosts.ts";
import { judgeOwnership } from "./judge-ownership.ts";
import { judgePolicy, policyUrl } from "./judge-policy.ts";
import { judgeTlsRpt } from "./judge-tlsrpt.ts";
import { type JudgedPart, presentPart } from "./part.ts";
import type { Expected, Posture, Previous } from "./posture.ts";
import { type Stage, stageInForce } from "./stage.ts";

/**
 * Judges what one check gathered. Pure: the moment is the evidence's `checkedAt`. A look-up that failed is `unknown` and
 * never "absent": it changes neither the stage nor the ownership that is remembered.
 */
export function judgeDomain(evidence: DomainEvidence, expected: Expected, previous: Previous): Posture {
  const tlsRpt = judgeTlsRpt(evidence, expected);
  const mtaSts = judgeMtaSts(evidence);
  const policy = judgePolicy(evidence, mtaSts.record);
  const valid = policy.policy.kind === "valid" ? policy.policy.value : null;
  const stage = stageInForce(mtaSts.record, policy.policy, previous.stage);
  const hosts = judgeMxHosts(evidence, modeInForce(stage, valid), previous.findings);
  const mx = withHosts(judgeMx(evidence, valid), hosts);
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
    stage,
    ownership,
    policy: valid,
    parts: { tlsRpt: tlsRpt.state, mtaSts: mtaSts.state, policy: policy.state, mx: mx.state },
  };
}

/** A domain that takes no mail has no hosts to look at. */
function withHosts(set: JudgedPart, hosts: Finding[]): JudgedPart {
  return set.state === "absent" ? set : presentPart([...set.findings, ...hosts]);
}

/** While the policy cannot be had the stage remembers it; one that no record announces yet is about to be in force. */
function modeInForce(stage: Stage, policy: MtaStsPolicy | null): PolicyMode {
  return stage === "testing" || stage === "enforce" ? stage : (policy?.mode ?? "none");
}

/** Says more than a missing record, and instead of it. */
function policyWithoutRecord(domain: string): Finding {
  const data = { name: mtaStsName(domain), url: policyUrl(domain) };
  return finding("policy-without-record", "warning", { clause: "RFC 8461 §3.1", subject: data.name, data });
}
