import type { DnsAnswer } from "../evidence.ts";
import { type Finding, finding, type Severity } from "../finding.ts";
import { isOurLimit } from "./our-limits.ts";
import type { PartState } from "./posture.ts";

/** One part of the domain, judged. */
export type JudgedPart = { findings: Finding[]; state: PartState };

/**
 * A part that is there is as good as its worst finding; what could not be told outweighs a warning. What only our own
 * place in the network kept us from seeing does not weigh.
 */
export function presentPart(findings: Finding[]): JudgedPart {
  const has = (severity: Severity) => findings.some((one) => one.severity === severity && !isOurLimit(one));
  if (has("error")) return { findings, state: "error" };
  if (has("unknown")) return { findings, state: "unknown" };
  return { findings, state: has("warning") ? "warning" : "ok" };
}

/** A look-up without an answer says nothing about the domain (RFC 8461 §3.1 and RFC 8460 §3 speak of answers only). */
export function lookupFailed(
  name: string,
  type: string,
  answer: Extract<DnsAnswer<unknown>, { kind: "unreachable" }>,
): Finding {
  const data = { name, type, reason: answer.reason, detail: excerpt(answer.detail) };
  return finding("dns-lookup-failed", "unknown", { subject: name, data });
}

/** A piece of untrusted text, short enough to show. */
export function excerpt(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

/** Puts the name of what was judged on findings that do not name one. */
export function about(subject: string, findings: Finding[]): Finding[] {
  return findings.map((one) => ({ ...one, subject: one.subject ?? subject }));
}
