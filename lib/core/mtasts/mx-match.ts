import { isMxPattern } from "./policy-values.ts";

/**
 * Whether a policy's `mx` patterns allow this MX host (RFC 8461 §4.1). Case and a final dot of the host do not
 * matter. A pattern the RFC does not allow, such as one with U-labels, matches nothing: senders refuse a policy that
 * has it.
 */
export function mxMatches(host: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => mxMatchesOne(host, pattern));
}

/** Whether one pattern allows this MX host (RFC 8461 §4.1). */
export function mxMatchesOne(host: string, pattern: string): boolean {
  if (!isMxPattern(pattern)) return false;
  const name = comparableHost(host);
  const wanted = pattern.toLowerCase();
  if (!wanted.startsWith("*.")) return name === wanted;
  // The wildcard is one label, the left-most, and never none (RFC 8461 §4.1, RFC 6125 §6.4.3).
  const dot = name.indexOf(".");
  return dot > 0 && name.slice(dot + 1) === wanted.slice(2);
}

/** A host name as it is compared: lower case, no final dot. */
export function comparableHost(host: string): string {
  return host.trim().replace(/\.$/, "").toLowerCase();
}
