import { type Finding, finding } from "../finding.ts";
import { excerpt } from "../posture/part.ts";
import type { DmarcDiscovery, DmarcLook, DmarcPolicy } from "./evidence.ts";
import { lookFailed } from "./look-failed.ts";
import { type AuditSection, absentSection, asText, presentSection, recordOf } from "./section.ts";

/** What receivers are asked to do with mail that fails (RFC 9989). The record is read by the library. */
export function judgeDmarcLook(look: DmarcLook): AuditSection {
  const { domain, txt, discovery } = look;
  const name = dmarcName(domain);
  if (txt.kind === "unreachable") {
    return presentSection("dmarc", [recordOf(name, "TXT", txt, asText)], [lookFailed(name, "TXT", txt)]);
  }
  const texts = txt.kind === "found" ? txt.records : [];
  const own = texts.filter(isDmarcRecord);
  const shown = { ...recordOf(name, "TXT", txt, asText), texts: own };
  const strays = texts.filter(isMeantAsDmarc).map((text) => notRecognised(name, text));
  const reports = look.externalReports.map((one) => recordOf(one.name, "TXT", one.txt, asText));
  const records = [own.length === 0 ? { ...shown, outcome: "absent" as const } : shown, ...reports];
  switch (discovery.kind) {
    case "failed": {
      const failed = note("dmarc-undetermined", "unknown", "RFC 9989 §4.10", name, {
        detail: excerpt(discovery.detail),
      });
      return presentSection("dmarc", records, [failed, ...strays]);
    }
    case "none":
      return nothingApplies(name, own, records, strays);
    case "record":
      return presentSection("dmarc", withInherited(records, domain, discovery), [
        ...severalRecords(name, own),
        ...judgeRecord(domain, discovery),
        ...judgeExternal(look),
        ...strays,
      ]);
    default:
      return discovery satisfies never;
  }
}

export function dmarcName(domain: string): string {
  return `_dmarc.${domain}`;
}

/** The version must be the first tag, and its value is case-sensitive (RFC 9989 §4.7). */
function isDmarcRecord(text: string): boolean {
  return /^\s*[vV][ \t]*=[ \t]*DMARC1[ \t]*(?:;|$)/.test(text);
}

function isMeantAsDmarc(text: string): boolean {
  return !isDmarcRecord(text) && /dmarc/i.test(text.slice(0, 20));
}

function nothingApplies(
  name: string,
  own: string[],
  records: AuditSection["records"],
  strays: Finding[],
): AuditSection {
  if (own.length > 1) return presentSection("dmarc", records, [...severalRecords(name, own), ...strays]);
  if (own.length === 1) {
    const unusable = note("dmarc-record-unusable", "error", "RFC 9989 §4.10.1", name);
    return presentSection("dmarc", records, [unusable, ...strays]);
  }
  return absentSection("dmarc", records, [
    note("dmarc-missing", "warning", "RFC 9989 §4.10", name),
    ...strays,
  ]);
}

function severalRecords(name: string, own: string[]): Finding[] {
  if (own.length < 2) return [];
  return [note("dmarc-several-records", "error", "RFC 9989 §4.10", name, { count: own.length })];
}

type Applied = Extract<DmarcDiscovery, { kind: "record" }>;

function withInherited(records: AuditSection["records"], domain: string, { recordDomain, record }: Applied) {
  if (recordDomain === domain) return records;
  const none = { cnames: [], authenticated: null, ttlSeconds: null };
  return [
    ...records,
    {
      ...none,
      name: dmarcName(recordDomain),
      type: "TXT" as const,
      outcome: "found" as const,
      texts: [record],
    },
  ];
}

const strength: Record<DmarcPolicy, number> = { none: 0, quarantine: 1, reject: 2 };

function judgeRecord(domain: string, applied: Applied): Finding[] {
  const { recordDomain, tags, policy, p, testing } = applied;
  const name = dmarcName(recordDomain);
  const isInherited = recordDomain !== domain;
  return [
    ...(isInherited
      ? [note("dmarc-inherited", "info", "RFC 9989 §4.10.1", name, { domain, recordDomain })]
      : []),
    ...judgePolicyTag(name, applied),
    ...(testing ? [note("dmarc-testing", "warning", "RFC 9989 §4.7", name, { policy })] : []),
    ...(p === "none" || isInherited ? [] : weakerBelow(name, applied)),
    ...judgeReports(name, tags),
    ...judgeTags(name, applied),
  ];
}

function judgePolicyTag(name: string, { tags, policy, p, testing }: Applied): Finding[] {
  const published = tags.p ?? "";
  if (!(published in strength)) {
    // Without a policy that can be read, a record that asks for reports acts as `p=none`.
    return [note("dmarc-policy-invalid", "error", "RFC 9989 §4.10.1", name, { found: excerpt(published) })];
  }
  // What `t=y` alone makes of a policy has a finding of its own.
  if (policy !== "none" || (testing && p !== "none")) return [];
  return [note("dmarc-policy-none", "warning", "RFC 9989 §4.7", name)];
}

function weakerBelow(name: string, { p, sp, np }: Applied): Finding[] {
  const weaker =
    strength[sp] < strength[p]
      ? { tag: "sp", value: sp }
      : strength[np] < strength[p]
        ? { tag: "np", value: np }
        : null;
  return weaker === null
    ? []
    : [note("dmarc-subdomains-weaker", "warning", "RFC 9989 §4.7", name, { ...weaker, p })];
}

function judgeReports(name: string, { rua }: Record<string, string>): Finding[] {
  return rua === undefined || rua === "" ? [note("dmarc-no-reports", "warning", "RFC 9989 §4.7", name)] : [];
}

function judgeTags(name: string, { tags, policy, tagsRepeated, tagsInUpperCase }: Applied): Finding[] {
  const { pct } = tags;
  const isPartial = pct !== undefined && pct !== "100" && policy !== "none";
  return [
    ...(tagsRepeated ? [note("dmarc-tag-repeated", "error", "RFC 6376 §3.2", name)] : []),
    ...(tagsInUpperCase ? [note("dmarc-tag-case", "warning", "RFC 6376 §3.2", name)] : []),
    ...(isPartial
      ? [note("dmarc-pct", "warning", "RFC 9989 Appendix A.6", name, { pct: excerpt(pct) })]
      : []),
  ];
}

/** Reports for another organization go out only when its own DNS agrees (RFC 9990 §4). */
function judgeExternal({ externalReports }: DmarcLook): Finding[] {
  return externalReports.flatMap(({ destination, name, txt }) => {
    if (txt.kind === "unreachable") return [lookFailed(name, "TXT", txt)];
    const agrees = txt.kind === "found" && txt.records.some(isDmarcRecord);
    if (agrees) return [];
    return [
      note("dmarc-reports-not-accepted", "error", "RFC 9990 §4", name, { destination: excerpt(destination) }),
    ];
  });
}

function notRecognised(name: string, text: string): Finding {
  return note("dmarc-not-recognised", "warning", "RFC 9989 §4.7", name, { text: excerpt(text) });
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
