import type { Finding } from "../finding.ts";
import { excerpt } from "../tlsrpt/record-finding.ts";
import { type PolicyField, policyFinding } from "./policy-lines.ts";

/** The values of a policy's four keys (RFC 8461 §3.2). An `error` voids the whole policy. */

export function judgeVersion(field: PolicyField): Finding[] {
  return field.value === "STSv1" ? [] : [onValue("version", field, { found: excerpt(field.value) })];
}

/** `%s"testing" / %s"enforce" / %s"none"`: lower case only. */
export function judgeMode(field: PolicyField): Finding[] {
  const isMode = field.value === "enforce" || field.value === "testing" || field.value === "none";
  return isMode ? [] : [onValue("mode", field, { found: excerpt(field.value) })];
}

/** `1*10(DIGIT)`. What the number means is lint. */
export function judgeMaxAge(field: PolicyField): Finding[] {
  return /^[0-9]{1,10}$/.test(field.value)
    ? []
    : [onValue("max-age", field, { found: excerpt(field.value) })];
}

/** `["*."] Domain`, the name in A-labels. */
export function judgeMx(field: PolicyField): Finding[] {
  const pattern = field.value;
  if (isMxPattern(pattern)) return [];
  const found = excerpt(pattern);
  if (pattern.endsWith(".") && isMxPattern(pattern.slice(0, -1))) {
    return [onValue("mx-trailing-dot", field, { found, suggestion: pattern.slice(0, -1) })];
  }
  if (/[^\p{ASCII}]/u.test(pattern))
    return [onValue("mx-unicode", field, { found, suggestion: inALabels(pattern) })];
  if (pattern.startsWith(".") && isMxPattern(pattern.slice(1))) {
    return [onValue("mx-leading-dot", field, { found, suggestion: `*${pattern}` })];
  }
  if (/[,;\s]/.test(pattern)) return [onValue("mx-list", field, { found })];
  return [onValue(pattern.includes("*") ? "mx-wildcard" : "mx-malformed", field, { found })];
}

/** RFC 8461 §3.2: `*.` and a Domain of RFC 5321 §4.1.2, within the lengths of DNS (RFC 1035 §2.3.4). */
export function isMxPattern(pattern: string): boolean {
  const name = pattern.startsWith("*.") ? pattern.slice(2) : pattern;
  if (name.length > 253) return false;
  return name.split(".").every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label));
}

/** The form the RFC asks for, or a hint at it where there is none. */
function inALabels(pattern: string): string {
  const wildcard = pattern.startsWith("*.") ? "*." : "";
  const url = `http://${pattern.slice(wildcard.length)}/`;
  const isName = !/[/?#@:[\]\\%\s*]/.test(pattern.slice(wildcard.length)) && URL.canParse(url);
  return isName ? wildcard + new URL(url).hostname : "xn--…";
}

function onValue(code: string, field: PolicyField, data: Finding["data"]): Finding {
  const span = { start: field.valueStart, end: field.end };
  return policyFinding(code, "error", field.line, span, { key: field.name, ...data });
}
