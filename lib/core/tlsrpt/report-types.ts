import { reportLimits } from "./limits.ts";
import { noteError, noteQuirk, type ReportNotes } from "./report-notes.ts";
import { readKeyText } from "./report-values.ts";
import { isRegisteredResultType } from "./result-type.ts";

/** The two closed vocabularies of a report. What is outside them survives verbatim. */

/** RFC 8460 §4.4: `policy-type` is one of three. */
const policyTypes: ReadonlySet<string> = new Set(["tlsa", "sts", "no-policy-found"]);

export function readPolicyType(value: unknown, notes: ReportNotes): string {
  const field = "policy.policy-type";
  const type = readKeyText(value, field, reportLimits.type, notes) ?? "";
  if (policyTypes.has(type) || type === "") return type;
  const lowered = type.trim().toLowerCase();
  if (policyTypes.has(lowered)) {
    noteQuirk(notes, "report-policy-type-case", field, { value: type });
    return lowered;
  }
  noteQuirk(notes, "report-policy-type-unknown", field, { value: type });
  return type;
}

export function readResultType(value: unknown, notes: ReportNotes): string {
  const field = "result-type";
  const type = readKeyText(value, field, reportLimits.type, notes) ?? "";
  if (isRegisteredResultType(type) || type === "") return type;
  const lowered = type.trim().toLowerCase();
  if (isRegisteredResultType(lowered)) {
    noteQuirk(notes, "report-result-type-case", field, { value: type });
    return lowered;
  }
  noteQuirk(notes, "report-result-type-unknown", field, { value: type });
  return type;
}

/** `policy-domain` in the form Sealpost compares: lower-case A-labels without final dot. `null` when there is none. */
export function readPolicyDomain(value: unknown, notes: ReportNotes): string | null {
  const field = "policy.policy-domain";
  if (typeof value === "string" && isPlainDomain(value)) return value;
  if (value === null || value === "") {
    noteQuirk(notes, "report-policy-domain-missing", field);
    return null;
  }
  const text = readKeyText(value, field, reportLimits.name, notes);
  if (text === null) return null;
  const domain = asDomain(text);
  if (domain !== text) noteQuirk(notes, "report-policy-domain-form", field, { value: text });
  if (domain === "") noteError(notes, "report-field-blank", field);
  return domain;
}

/** Nothing but lower-case LDH labels and underscores, as nearly every report has it. */
function isPlainDomain(text: string): boolean {
  const last = text.length - 1;
  for (let index = 0; index <= last; index++) {
    const code = text.charCodeAt(index);
    const isDot = code === 0x2e && index !== 0 && index !== last;
    const isPlain =
      (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x5f;
    if (!isDot && !isPlain) return false;
  }
  return last >= 0 && last < 253;
}

function asDomain(text: string): string {
  const bare = text.trim().replace(/\.$/, "").toLowerCase();
  if (!/[^\p{ASCII}]/u.test(bare)) return bare;
  const url = `http://${bare}/`;
  // The URL parser is the one converter of U-labels that Node and every browser share.
  return /[/?#@:[\]\\%\s]/.test(bare) || !URL.canParse(url) ? bare : new URL(url).hostname;
}
