import type { DnsAnswer } from "../evidence.ts";
import type { Finding } from "../finding.ts";
import { presentPart } from "../posture/part.ts";
import type { PartState } from "../posture/posture.ts";

/** The parts of a domain's e-mail audit, in the order in which they are shown. */
export const auditSections = [
  "mx",
  "spf",
  "dkim",
  "dmarc",
  "mtaSts",
  "tlsRpt",
  "dane",
  "caa",
  "bimi",
] as const;

export type SectionName = (typeof auditSections)[number];

/** What one question was answered with, or one file fetched, as text to show. */
export type AuditRecord = {
  name: string;
  type: "MX" | "TXT" | "TLSA" | "CAA" | "A, AAAA" | "HTTPS";
  outcome: "found" | "absent" | "unknown";
  /** Empty although found: what the records hold is shown in another section. */
  texts: string[];
  cnames: string[];
  /** The resolver's AD bit; `null` where it has no meaning. */
  authenticated: boolean | null;
  ttlSeconds: number | null;
};

export type AuditSection = {
  section: SectionName;
  /** `absent`: known not to be there. `unknown`: a look-up failed, so nothing may be concluded. */
  state: PartState;
  records: AuditRecord[];
  findings: Finding[];
};

/** Turns an answer into what is shown of it. */
export function recordOf<T>(
  name: string,
  type: AuditRecord["type"],
  answer: DnsAnswer<T>,
  show: (record: T) => string,
): AuditRecord {
  const base = { name, type, texts: [], cnames: [], authenticated: null, ttlSeconds: null };
  switch (answer.kind) {
    case "found": {
      const { authenticated, ttlSeconds, cnames } = answer;
      return {
        ...base,
        outcome: "found",
        texts: answer.records.map(show),
        cnames,
        authenticated,
        ttlSeconds,
      };
    }
    case "absent":
      return { ...base, outcome: "absent", cnames: answer.cnames, authenticated: answer.authenticated };
    case "unreachable":
      return { ...base, outcome: "unknown" };
    default:
      return answer satisfies never;
  }
}

/** For TXT records, which are shown as they are. */
export function asText(text: string): string {
  return text;
}

/** A section that has something to judge: as good as its worst finding. */
export function presentSection(
  section: SectionName,
  records: AuditRecord[],
  findings: Finding[],
): AuditSection {
  return { section, records, ...presentPart(findings) };
}

/** A section about something that is known not to be there; what could not be told outweighs that. */
export function absentSection(
  section: SectionName,
  records: AuditRecord[],
  findings: Finding[],
): AuditSection {
  const unsure = findings.some(({ severity }) => severity === "unknown");
  return { section, records, findings, state: unsure ? "unknown" : "absent" };
}
