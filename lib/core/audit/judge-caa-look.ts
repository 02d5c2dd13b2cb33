import { type Finding, finding } from "../finding.ts";
import { excerpt } from "../posture/part.ts";
import type { CaaLook, CaaRecord } from "./evidence.ts";
import { lookFailed } from "./look-failed.ts";
import { type AuditSection, absentSection, presentSection, recordOf } from "./section.ts";

/**
 * Which certification authorities may issue for the domain and its policy host (RFC 8659). An authority climbs from
 * the name towards the root and goes by the first set it meets (§3).
 */
export function judgeCaaLook({ domain, climb }: CaaLook): AuditSection {
  const met = climb.findIndex(({ caa }) => caa.kind !== "absent");
  const first = climb[met];
  const records = climb
    .filter(({ name, caa }, index) => index === met || name === domain || caa.kind === "found")
    .map(({ name, caa }) => recordOf(name, "CAA", caa, showCaa));
  if (first === undefined) {
    const none = finding("caa-missing", "info", { clause: "RFC 8659 §3", subject: domain, data: { domain } });
    return absentSection("caa", records, [none]);
  }
  const findings = climb.flatMap(({ name, caa }) => {
    switch (caa.kind) {
      case "unreachable":
        return [lookFailed(name, "CAA", caa)];
      case "found":
        return judgeSet(name, caa.records, policyHost(domain));
      case "absent":
        return [];
      default:
        return caa satisfies never;
    }
  });
  return presentSection("caa", records, findings);
}

export function showCaa({ flags, tag, value }: CaaRecord): string {
  return `${flags} ${tag} "${value}"`;
}

function policyHost(domain: string): string {
  return `mta-sts.${domain}`;
}

function judgeSet(name: string, records: CaaRecord[], host: string): Finding[] {
  const issue = records.filter(({ tag }) => tag === "issue");
  const allowed = issue.filter(({ value }) => isIssuer(issuerOf(value)));
  const misspelt = issue.filter(({ value }) => issuerOf(value) !== "" && !isIssuer(issuerOf(value)));
  const critical = records.filter(({ flags, tag }) => (flags & 128) !== 0 && !knownTags.has(tag));
  const hasIssue = issue.length > 0;
  return [
    ...critical.map(({ tag }) =>
      note("caa-critical-unknown", "error", "RFC 8659 §4.1", name, { tag: excerpt(tag) }),
    ),
    ...misspelt.map(({ value }) =>
      note("caa-issuer-invalid", "warning", "RFC 8659 §4.2", name, { value: excerpt(value) }),
    ),
    ...(hasIssue && allowed.length === 0
      ? [note("caa-forbids-all", "warning", "RFC 8659 §4.2", name, { host })]
      : []),
    ...(hasIssue ? [] : [note("caa-without-issue", "info", "RFC 8659 §4.2", name)]),
  ];
}

/** The registry of RFC 8659 §8 with what RFC 9495 and the CA/Browser Forum added. */
const knownTags: ReadonlySet<string> = new Set([
  "issue",
  "issuewild",
  "issuemail",
  "issuevmc",
  "iodef",
  "contactemail",
  "contactphone",
]);

/** What stands before the parameters; the empty text forbids everybody (RFC 8659 §4.2). */
function issuerOf(value: string): string {
  return (value.split(";")[0] ?? "").trim();
}

function isIssuer(text: string): boolean {
  return /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(text);
}

function note(
  code: string,
  severity: Finding["severity"],
  clause: string,
  name: string,
  data: Finding["data"] = {},
): Finding {
  return finding(code, severity, { clause, subject: name, data: { name, ...data } });
}
