import { type Finding, finding } from "../finding.ts";
import { excerpt } from "../posture/part.ts";
import type { SpfLook, SpfOutcome } from "./evidence.ts";
import { lookFailed } from "./look-failed.ts";
import { type AuditSection, absentSection, asText, presentSection, recordOf } from "./section.ts";

/**
 * Who may send as the domain (RFC 7208). What the record says is the library's verdict for an address that nobody
 * named; here it is put into findings.
 */
export function judgeSpfLook({ domain, txt, outcome }: SpfLook): AuditSection {
  if (txt.kind === "unreachable") {
    return presentSection("spf", [recordOf(domain, "TXT", txt, asText)], [lookFailed(domain, "TXT", txt)]);
  }
  const texts = txt.kind === "found" ? txt.records : [];
  const spf = texts.filter(isSpfRecord);
  const shown = recordOf(domain, "TXT", txt, asText);
  const strays = texts.filter(isMeantAsSpf).map((text) => notRecognised(domain, text));
  if (spf.length === 0) {
    const missing = note("spf-missing", "warning", "RFC 7208 §4.5", domain);
    return absentSection("spf", [{ ...shown, outcome: "absent", texts: [] }], [missing, ...strays]);
  }
  const records = [{ ...shown, texts: spf }];
  if (spf.length > 1) {
    const several = note("spf-several-records", "error", "RFC 7208 §4.5", domain, { count: spf.length });
    return presentSection("spf", records, [several, ...strays]);
  }
  return presentSection("spf", records, [...(outcome ? judgeOutcome(domain, outcome) : []), ...strays]);
}

/** The version, then a space or the end (RFC 7208 §4.5). */
function isSpfRecord(text: string): boolean {
  return /^v=spf1(?: |$)/i.test(text);
}

function isMeantAsSpf(text: string): boolean {
  return !isSpfRecord(text) && /^["'\s]*v\s*=\s*spf/i.test(text);
}

function judgeOutcome(domain: string, outcome: SpfOutcome): Finding[] {
  const terms = [...nearLimit(domain, outcome), ...onPtr(domain, outcome)];
  switch (outcome.result) {
    case "fail":
      return terms;
    case "softfail":
      return [note("spf-softfail", "info", "RFC 7208 §8.5", domain), ...terms];
    case "neutral":
      return [note("spf-neutral", "warning", "RFC 7208 §8.2", domain), ...terms];
    case "pass":
      return [note("spf-allows-anyone", "error", "RFC 7208 §8.3", domain), ...terms];
    case "permerror":
      return [permanentError(domain, outcome), ...onPtr(domain, outcome)];
    case "temperror":
      return [note("spf-undetermined", "unknown", "RFC 7208 §8.6", domain, reasonOf(outcome))];
    case "none":
      return [note("spf-not-evaluated", "unknown", "RFC 7208 §8.1", domain, reasonOf(outcome))];
    default:
      return outcome.result satisfies never;
  }
}

function permanentError(domain: string, outcome: SpfOutcome): Finding {
  const { count, limit } = outcome.lookups;
  if (count > limit) {
    return note("spf-too-many-lookups", "error", "RFC 7208 §4.6.4", domain, { count, limit });
  }
  if (outcome.lookups.void > maxVoidLookups) {
    const data = { count: outcome.lookups.void, limit: maxVoidLookups };
    return note("spf-too-many-void-lookups", "error", "RFC 7208 §4.6.4", domain, data);
  }
  return note("spf-broken", "error", "RFC 7208 §4.6", domain, reasonOf(outcome));
}

const maxVoidLookups = 2;

/** One more `include` of a provider, and the record is void. */
function nearLimit(domain: string, { lookups: { count, limit } }: SpfOutcome): Finding[] {
  if (count < limit - 1) return [];
  return [note("spf-near-limit", "info", "RFC 7208 §4.6.4", domain, { count, limit })];
}

function onPtr(domain: string, { usesPtr }: SpfOutcome): Finding[] {
  return usesPtr ? [note("spf-uses-ptr", "warning", "RFC 7208 §5.5", domain)] : [];
}

function reasonOf({ reason }: SpfOutcome) {
  return { reason: excerpt(reason ?? "") };
}

function notRecognised(domain: string, text: string): Finding {
  return note("spf-not-recognised", "warning", "RFC 7208 §4.5", domain, { text: excerpt(text) });
}

function note(
  code: string,
  severity: Finding["severity"],
  clause: string,
  domain: string,
  data: Finding["data"] = {},
): Finding {
  return finding(code, severity, { clause, subject: domain, data: { domain, ...data } });
}
