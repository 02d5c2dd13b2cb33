import type { Finding } from "#lib/core/finding.ts";
import type { PartName } from "#lib/core/posture/posture.ts";

/** What a finding of a check is about. */
export type CheckedPart = PartName | "ownership";

/** Sorts a check's findings by the part they are about, so that each stands beside what it speaks of. */
export function findingsByPart(domain: string, findings: readonly Finding[]): Record<CheckedPart, Finding[]> {
  const parts: Record<CheckedPart, Finding[]> = { ownership: [], tlsRpt: [], policy: [], mtaSts: [], mx: [] };
  for (const finding of findings) parts[partOf(domain, finding)].push(finding);
  return parts;
}

/** A finding's subject names the record or host; a destination within the TLS-RPT record names itself. */
function partOf(domain: string, { code, subject }: Finding): CheckedPart {
  const policyHost = `mta-sts.${domain}`;
  if (code.startsWith("tlsrpt-") || subject === `_smtp._tls.${domain}`) return "tlsRpt";
  if (subject === `_sealpost.${domain}`) return "ownership";
  if (subject === `_mta-sts.${domain}`) return "mtaSts";
  if (subject === policyHost || subject?.startsWith(`https://${policyHost}/`)) return "policy";
  return "mx";
}
