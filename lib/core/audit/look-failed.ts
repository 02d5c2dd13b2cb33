import type { DnsAnswer } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { excerpt } from "../posture/part.ts";

/** A look-up without an answer: nothing is known, and nothing is missing. */
export function lookFailed(
  name: string,
  type: string,
  answer: Extract<DnsAnswer<unknown>, { kind: "unreachable" }>,
): Finding {
  const data = { name, type, reason: answer.reason, detail: excerpt(answer.detail) };
  return finding("audit-lookup-failed", "unknown", { subject: name, data });
}
