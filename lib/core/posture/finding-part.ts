import type { Finding } from "../finding.ts";
import type { PartName } from "./posture.ts";

/** What a finding of a check is about. */
export type CheckedPart = PartName | "ownership";

/** Sorts a check's findings by the part they are about, so that each stands beside what it speaks of. */
export function findingsByPart(domain: string, findings: readonly Finding[]): Record<CheckedPart, Finding[]> {
  const parts: Record<CheckedPart, Finding[]> = { ownership: [], tlsRpt: [], policy: [], mtaSts: [], mx: [] };
  for (const finding of findings) parts[partOfFinding(domain, finding)].push(finding);
  return parts;
}

/** A finding's subject names the record or host; a destination within the TLS-RPT record names itself. */
export function partOfFinding(
  domain: string,
  { code, subject }: Pick<Finding, "code" | "subject">,
): CheckedPart {
  const policyHost = `mta-sts.${domain}`;
  if (code.startsWith("tlsrpt-") || subject === `_smtp._tls.${domain}`) return "tlsRpt";
  if (subject === `_sealpost.${domain}`) return "ownership";
  if (subject === `_mta-sts.${domain}`) return "mtaSts";
  if (subject === policyHost || subject?.startsWith(`https://${policyHost}/`)) return "policy";
  return "mx";
}
