import type { DomainEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { selectTlsRptRecord, type TlsRptRecord } from "../tlsrpt/record.ts";
import type { Known } from "./known.ts";
import { lintTtl } from "./lint-ttl.ts";
import { about, excerpt, type JudgedPart, lookupFailed, presentPart } from "./part.ts";
import type { Expected } from "./posture.ts";
import { isCurrent, isOurs, replacedUntil } from "./report-uri.ts";

/** The TLS-RPT record, and whether it sends reports here (RFC 8460 §3). */
export function judgeTlsRpt(
  { domain, tlsRptTxt }: DomainEvidence,
  expected: Expected,
): JudgedPart & { record: Known<TlsRptRecord> } {
  const name = `_smtp._tls.${domain}`;
  switch (tlsRptTxt.kind) {
    case "unreachable":
      return { ...presentPart([lookupFailed(name, "TXT", tlsRptTxt)]), record: { kind: "unknown" } };
    case "absent": {
      const missing = finding("tlsrpt-record-missing", "warning", {
        clause: "RFC 8460 §3",
        subject: name,
        data: { name },
      });
      return { findings: [missing], state: "absent", record: { kind: "absent" } };
    }
    case "found": {
      const selected = selectTlsRptRecord(tlsRptTxt.records);
      const aboutTtl = lintTtl("tlsrpt", name, tlsRptTxt.ttlSeconds);
      if (!selected.ok) {
        const findings = [...about(name, selected.findings), ...aboutTtl];
        return { ...presentPart(findings), record: { kind: "unusable" } };
      }
      const findings = about(name, [
        ...selected.findings.filter(({ code }) => code !== severalDestinations),
        ...destinationFindings(selected.value.rua, expected),
        ...aboutTtl,
      ]);
      return { ...presentPart(findings), record: { kind: "valid", value: selected.value } };
    }
    default:
      return tlsRptTxt satisfies never;
  }
}

/** The record alone cannot say more than that some senders use the first; here it is known whose that is. */
const severalDestinations = "tlsrpt-several-destinations";

/** A sender may use all destinations or one, and Microsoft has been seen to use the first alone. */
function destinationFindings(rua: string[], expected: Expected): Finding[] {
  const [first] = rua;
  if (first === undefined || isCurrent(first, expected)) return [];
  const uri = expected.mailtoUri ?? expected.httpsUri;
  const until = replacedUntil(first, expected);
  const rest = { clause: "RFC 8460 §3", data: { first: excerpt(first), uri } };
  const former = { ...rest, data: { ...rest.data, day: until?.slice(0, 10) ?? "" } };
  if (isOurs(first, expected)) {
    return until === null ? [] : [finding("tlsrpt-address-replaced", "warning", former)];
  }
  if (rua.some((one) => isOurs(one, expected))) return [finding("tlsrpt-ours-not-first", "info", rest)];
  return [
    until === null
      ? finding("tlsrpt-not-ours", "warning", rest)
      : finding("tlsrpt-address-expired", "error", former),
  ];
}
