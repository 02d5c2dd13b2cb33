import { type Finding, finding } from "../finding.ts";

/** What RFC 8461 §3.3 and §3.2 ask of the HTTP answer that carries a policy. */

/** The RFC suggests at least 64 kilobytes, and Sealpost reads no more. */
export const maxPolicyBytes = 65_536;

/** What was not looked at is left out; a `contentType` of `null` is a missing header. */
export type PolicyResponse = { status?: number; contentType?: string | null; bodyBytes?: number };

/** Judges the whole answer; nothing found means that every conforming sender takes it. */
export function judgePolicyResponse(response: PolicyResponse): Finding[] {
  return [
    ...(response.status === undefined ? [] : judgeStatus(response.status)),
    ...(response.contentType === undefined ? [] : judgeContentType(response.contentType)),
    ...(response.bodyBytes === undefined ? [] : judgeBodyBytes(response.bodyBytes)),
  ];
}

/** Only 200 brings a policy; redirects must not be followed, and nothing else may be cached (RFC 8461 §3.3). */
export function judgeStatus(status: number): Finding[] {
  if (status === 200) return [];
  const code = status >= 300 && status < 400 ? "mtasts-fetch-redirect" : "mtasts-fetch-status";
  return [finding(code, "error", { clause: "RFC 8461 §3.3", data: { status: String(status) } })];
}

/**
 * The media type should be text/plain, with any parameters; senders should check it (RFC 8461 §3.2). Both are a
 * SHOULD: some senders refuse the policy, others do not, so it is a warning.
 */
export function judgeContentType(contentType: string | null): Finding[] {
  const mediaType = (contentType ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
  if (mediaType === "text/plain") return [];
  const clause = "RFC 8461 §3.2";
  if (mediaType === "") return [finding("mtasts-fetch-content-type-missing", "warning", { clause })];
  return [
    finding("mtasts-fetch-content-type", "warning", { clause, data: { found: mediaType.slice(0, 64) } }),
  ];
}

/** RFC 8461 §3.3 suggests a limit of 64 kilobytes; `bytes` count after any transfer coding. */
export function judgeBodyBytes(bytes: number): Finding[] {
  if (bytes <= maxPolicyBytes) return [];
  const data = { limit: maxPolicyBytes };
  return [finding("mtasts-fetch-too-large", "error", { clause: "RFC 8461 §3.3", data })];
}
