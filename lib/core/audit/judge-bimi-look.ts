import { type Finding, finding } from "../finding.ts";
import { excerpt } from "../posture/part.ts";
import type { BimiLook, BimiOutcome } from "./evidence.ts";
import { lookFailed } from "./look-failed.ts";
import { type AuditSection, absentSection, asText, presentSection, recordOf } from "./section.ts";

/** The draft that BIMI is; no RFC yet. */
const draft = "draft-brand-indicators-for-message-identification";

/** The logo beside the domain's mail (BIMI). Optional; the record is judged by the library. */
export function judgeBimiLook({ name, txt, outcome }: BimiLook): AuditSection {
  const records = [recordOf(name, "TXT", txt, asText)];
  if (txt.kind === "unreachable") return presentSection("bimi", records, [lookFailed(name, "TXT", txt)]);
  // Absent here and yet not "none": the record of the organization's domain applies.
  const isAbsent = txt.kind === "absent" && (outcome.kind === "none" || outcome.kind === "dmarc-too-weak");
  const findings = isAbsent ? [note("bimi-missing", "info", "4.3", name)] : judgeOutcome(name, outcome);
  return isAbsent ? absentSection("bimi", records, findings) : presentSection("bimi", records, findings);
}

function judgeOutcome(name: string, outcome: BimiOutcome): Finding[] {
  switch (outcome.kind) {
    case "valid":
      return outcome.hasAuthority ? [] : [note("bimi-without-certificate", "info", "4.3", name)];
    case "declined":
      return [note("bimi-declined", "info", "4.3.1", name)];
    case "none":
      return [note("bimi-not-recognised", "warning", "4.3", name)];
    case "dmarc-too-weak":
      return [note("bimi-dmarc-too-weak", "warning", "7.1", name)];
    case "broken":
      return [broken(name, outcome.fault)];
    case "failed":
      return [note("bimi-undetermined", "unknown", "7.2", name, { detail: excerpt(outcome.detail) })];
    default:
      return outcome satisfies never;
  }
}

function broken(name: string, fault: Extract<BimiOutcome, { kind: "broken" }>["fault"]): Finding {
  switch (fault) {
    case "several-records":
      return note("bimi-several-records", "error", "7.2", name);
    case "location-missing":
      return note("bimi-location-missing", "error", "4.3", name);
    case "location-not-https":
      return note("bimi-location-not-https", "error", "4.3", name);
    case "authority-not-https":
      return note("bimi-authority-not-https", "error", "4.3", name);
    case "other":
      return note("bimi-broken", "error", "4.3", name);
    default:
      return fault satisfies never;
  }
}

function note(
  code: string,
  severity: Finding["severity"],
  section: string,
  name: string,
  data: Finding["data"] = {},
): Finding {
  return finding(code, severity, { clause: `${draft} §${section}`, subject: name, data: { name, ...data } });
}
