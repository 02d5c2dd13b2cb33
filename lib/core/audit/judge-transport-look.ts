import type { DomainEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { judgeMtaSts, mtaStsName } from "../posture/judge-mtasts.ts";
import { judgeMx } from "../posture/judge-mx.ts";
import { judgePolicy, policyUrl } from "../posture/judge-policy.ts";
import { about } from "../posture/part.ts";
import { selectTlsRptRecord } from "../tlsrpt/record.ts";
import { lookFailed } from "./look-failed.ts";
import {
  type AuditRecord,
  type AuditSection,
  absentSection,
  asText,
  presentSection,
  recordOf,
} from "./section.ts";

export type TlsRptEvidence = Pick<DomainEvidence, "domain" | "tlsRptTxt" | "mx">;

/** MTA-STS: the record, the policy, and whether it names the live MX hosts (RFC 8461). */
export function judgeMtaStsLook(evidence: DomainEvidence): AuditSection {
  const { domain, mtaStsTxt } = evidence;
  const record = judgeMtaSts(evidence);
  const policy = judgePolicy(evidence, record.record);
  const valid = policy.policy.kind === "valid" ? policy.policy.value : null;
  const coverage = judgeMx(evidence, valid).findings.filter(({ code }) => isCoverage(code));
  const records = [recordOf(mtaStsName(domain), "TXT", mtaStsTxt, asText), ...policyRecord(evidence)];
  const isUnannounced = record.record.kind === "absent" && valid !== null;
  const findings = [
    ...(isUnannounced ? [unannounced(domain)] : record.findings),
    ...policy.findings,
    ...coverage,
    ...(valid === null || isUnannounced ? [] : judgeMode(domain, valid.mode)),
  ];
  if (record.record.kind !== "absent" || policy.state !== "absent") {
    return presentSection("mtaSts", records, findings);
  }
  return absentSection("mtaSts", records, receivesNoMail(evidence) ? [notNeeded(domain)] : findings);
}

/** TLS reporting (RFC 8460 §3): the record alone; the inspector looks at its destinations. */
export function judgeTlsRptLook(look: TlsRptEvidence): AuditSection {
  const { domain, tlsRptTxt } = look;
  const name = `_smtp._tls.${domain}`;
  const records = [recordOf(name, "TXT", tlsRptTxt, asText)];
  switch (tlsRptTxt.kind) {
    case "unreachable":
      return presentSection("tlsRpt", records, [lookFailed(name, "TXT", tlsRptTxt)]);
    case "absent": {
      const missing = finding("tlsrpt-record-missing", "warning", {
        clause: "RFC 8460 §3",
        subject: name,
        data: { name },
      });
      return absentSection("tlsRpt", records, [receivesNoMail(look) ? notNeeded(domain) : missing]);
    }
    case "found":
      return presentSection("tlsRpt", records, about(name, selectTlsRptRecord(tlsRptTxt.records).findings));
    default:
      return tlsRptTxt satisfies never;
  }
}

/** The null MX (RFC 7505): no sender ever connects, so there is nothing to protect and nothing to report. */
function receivesNoMail({ mx }: Pick<DomainEvidence, "mx">): boolean {
  return mx.kind === "found" && mx.records.every(({ exchange }) => exchange === "");
}

function notNeeded(domain: string): Finding {
  return finding("audit-not-needed", "info", { clause: "RFC 7505 §3", subject: domain, data: { domain } });
}

function isCoverage(code: string): boolean {
  return code === "mx-not-covered" || code === "policy-mx-unused";
}

/** Says more than a missing record, and instead of it. */
function unannounced(domain: string): Finding {
  const data = { name: mtaStsName(domain), url: policyUrl(domain) };
  return finding("policy-without-record", "warning", { clause: "RFC 8461 §3.1", subject: data.name, data });
}

/** What a valid policy asks of senders; only `enforce` protects. */
function judgeMode(domain: string, mode: "enforce" | "testing" | "none"): Finding[] {
  const rest = { clause: "RFC 8461 §5", subject: policyUrl(domain), data: { domain } };
  switch (mode) {
    case "enforce":
      return [];
    case "testing":
      return [finding("audit-mtasts-testing", "info", rest)];
    case "none":
      return [finding("audit-mtasts-none", "info", rest)];
    default:
      return mode satisfies never;
  }
}

function policyRecord({ domain, policyFetch }: DomainEvidence): AuditRecord[] {
  if (policyFetch === null) return [];
  const base = {
    name: policyUrl(domain),
    type: "HTTPS" as const,
    cnames: [],
    authenticated: null,
    ttlSeconds: null,
  };
  if (policyFetch.kind === "fetched") return [{ ...base, outcome: "found", texts: [policyFetch.text] }];
  return [{ ...base, outcome: policyFetch.fault === "dns-absent" ? "absent" : "unknown", texts: [] }];
}
