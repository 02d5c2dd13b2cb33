import type { Finding } from "../finding.ts";
import { type PolicyField, policyFinding } from "./policy-lines.ts";
import type { MtaStsPolicy } from "./policy-shape.ts";

/** One Julian year: "a maximum value of 31557600" (RFC 8461 §3.2). */
export const maxMaxAgeSeconds = 31_557_600;

const daySeconds = 86_400;

/** What a valid policy may still bring trouble by. */
export function lintPolicy(policy: MtaStsPolicy, fields: PolicyField[]): Finding[] {
  return [...lintMaxAge(policy, fields), ...lintMx(fields)];
}

/** "Weeks or greater" is the RFC's advice; a short time is right only on the way out (§8.3). */
function lintMaxAge(policy: MtaStsPolicy, fields: PolicyField[]): Finding[] {
  const field = fields.find(({ name }) => name === "max_age");
  if (field === undefined) return [];
  const seconds = policy.maxAgeSeconds;
  const note = (code: string, severity: Finding["severity"]) => [onField(code, severity, field, { seconds })];
  if (seconds > maxMaxAgeSeconds) return note("max-age-over", "warning");
  if (policy.mode === "none") return [];
  if (seconds < daySeconds) return note("max-age-under-day", "warning");
  return seconds < 7 * daySeconds ? note("max-age-under-week", "info") : [];
}

function lintMx(fields: PolicyField[]): Finding[] {
  const seen = new Set<string>();
  return fields.flatMap((field) => {
    if (field.name !== "mx") return [];
    const pattern = field.value.toLowerCase();
    const data = { pattern };
    if (seen.has(pattern)) return [onField("mx-repeated", "info", field, data)];
    seen.add(pattern);
    if (/^\d+(?:\.\d+){3}$/.test(pattern)) return [onField("mx-address", "warning", field, data)];
    if (/^\*\.[^.]+$/.test(pattern)) return [onField("mx-wide", "warning", field, data)];
    return pattern.includes(".") ? [] : [onField("mx-single-label", "warning", field, data)];
  });
}

function onField(
  code: string,
  severity: Finding["severity"],
  field: PolicyField,
  data: Finding["data"],
): Finding {
  return policyFinding(code, severity, field.line, { start: field.valueStart, end: field.end }, data);
}
