import type { DomainEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { ownershipName, ownershipPrefix, ownershipValue } from "../publish/ownership-record.ts";
import type { TlsRptRecord } from "../tlsrpt/record.ts";
import type { Known } from "./known.ts";
import { lookupFailed } from "./part.ts";
import type { Expected, Ownership } from "./posture.ts";
import { isOurs } from "./report-uri.ts";

/** Which proof of ownership stands in DNS. A TXT that was not asked for, or could not be, says nothing. */
export function judgeOwnership(
  { domain, ownershipTxt }: DomainEvidence,
  tlsRpt: Known<TlsRptRecord>,
  expected: Expected,
): { ownership: Ownership; findings: Finding[] } {
  const wanted = ownershipValue(expected.challenge);
  const texts = ownershipTxt?.kind === "found" ? ownershipTxt.records : [];
  if (texts.some((text) => text.trim() === wanted)) return { ownership: "txt", findings: [] };
  if (tlsRpt.kind === "valid" && tlsRpt.value.rua.some((uri) => isOurs(uri, expected))) {
    return { ownership: "rua", findings: [] };
  }
  const name = ownershipName(domain);
  if (ownershipTxt?.kind === "unreachable") {
    return { ownership: "unknown", findings: [lookupFailed(name, "TXT", ownershipTxt)] };
  }
  const isOpen = ownershipTxt === null || tlsRpt.kind === "unknown";
  const hasOther = texts.some((text) => text.trim().startsWith(ownershipPrefix));
  const other = finding("ownership-token-other", "warning", { subject: name, data: { name, value: wanted } });
  return { ownership: isOpen ? "unknown" : null, findings: hasOther ? [other] : [] };
}
