import type { DomainEvidence, PolicyFetch } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { judgeContentType } from "../mtasts/fetch-rules.ts";
import { type MtaStsPolicy, parseMtaStsPolicy } from "../mtasts/policy.ts";
import { certificateExpiry } from "./certificate-expiry.ts";
import { judgePolicyAddresses } from "./judge-policy-addresses.ts";
import type { Known } from "./known.ts";
import { about, type JudgedPart, presentPart } from "./part.ts";
import { isNothingThere, policyHostFinding } from "./policy-host-finding.ts";

type JudgedPolicy = JudgedPart & { policy: Known<MtaStsPolicy> };

/** The policy as the policy host serves it (RFC 8461 §3.2, §3.3), whether a record announces it or not. */
export function judgePolicy(evidence: DomainEvidence, record: Known<unknown>): JudgedPolicy {
  const { policyFetch, domain } = evidence;
  const judged = judgeFetch(policyFetch, evidence, record);
  // While no record announces it nobody looks: what is wrong bites only once the record is there.
  if (record.kind !== "absent" || judged.state === "absent") return judged;
  const eased = judged.findings.map((one) =>
    one.severity === "error" ? { ...one, severity: "warning" as const } : one,
  );
  return { ...presentPart(about(policyUrl(domain), eased)), policy: judged.policy };
}

export function policyUrl(domain: string): string {
  return `https://mta-sts.${domain}/.well-known/mta-sts.txt`;
}

function judgeFetch(
  fetch: PolicyFetch | null,
  evidence: DomainEvidence,
  record: Known<unknown>,
): JudgedPolicy {
  if (fetch === null) return { ...notTried(evidence, record), policy: { kind: "unknown" } };
  switch (fetch.kind) {
    case "failed":
      return judgeFailure(fetch, evidence, record);
    case "fetched": {
      const url = policyUrl(evidence.domain);
      const parsed = parseMtaStsPolicy(fetch.text);
      const now = new Date(evidence.checkedAt);
      const addresses = evidence.policyAddresses ?? [];
      const findings = [
        ...about(url, [...judgeContentType(fetch.contentType), ...parsed.findings]),
        ...certificateExpiry(fetch.host, fetch.tls?.chain[0], now),
        ...(parsed.ok ? judgePolicyAddresses(fetch, parsed.value, { addresses, now }) : []),
      ];
      const policy: Known<MtaStsPolicy> = parsed.ok
        ? { kind: "valid", value: parsed.value }
        : { kind: "unusable" };
      return { ...presentPart(findings), policy };
    }
    default:
      return fetch satisfies never;
  }
}

function notTried({ domain }: DomainEvidence, record: Known<unknown>): JudgedPart {
  if (record.kind === "absent") return { findings: [], state: "absent" };
  return presentPart([finding("policy-not-checked", "unknown", { subject: policyUrl(domain) })]);
}

function judgeFailure(
  fetch: Extract<PolicyFetch, { kind: "failed" }>,
  { domain }: DomainEvidence,
  record: Known<unknown>,
): JudgedPolicy {
  const nothingThere = isNothingThere(fetch);
  if (nothingThere && record.kind === "absent")
    return { findings: [], state: "absent", policy: { kind: "absent" } };
  const found = policyHostFinding(fetch);
  const findings = nothingThere && record.kind === "valid" ? [found, withoutPolicy(domain)] : [found];
  if (found.severity === "unknown") return { ...presentPart(findings), policy: { kind: "unknown" } };
  return { ...presentPart(findings), policy: { kind: nothingThere ? "absent" : "unusable" } };
}

function withoutPolicy(domain: string): Finding {
  const data = { name: `_mta-sts.${domain}`, url: policyUrl(domain) };
  return finding("mtasts-record-without-policy", "error", {
    clause: "RFC 8461 §3.3",
    subject: data.name,
    data,
  });
}
