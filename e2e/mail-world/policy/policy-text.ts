import type { PolicyDescription } from "../description.ts";

/** A policy description with its text worked out. */
export type PolicySite = Exclude<PolicyDescription, string> & { text: string };

const weekSeconds = 604_800;

/** Works out what a policy host serves; `mxHosts` are the patterns used when the description names none. */
export function policySite(description: PolicyDescription, mxHosts: string[]): PolicySite {
  const given = typeof description === "string" ? { text: description } : description;
  const composed = given.text ?? composeText(given, mxHosts);
  const text = given.lineEnd === "crlf" ? composed.replaceAll(/\r?\n/g, "\r\n") : composed;
  return { ...given, text: padded(text, given.bytes) };
}

function composeText(given: Exclude<PolicyDescription, string>, mxHosts: string[]): string {
  const mode = given.mode ?? "testing";
  const patterns = given.mx ?? (mode === "none" ? [] : mxHosts);
  const lines = [
    "version: STSv1",
    `mode: ${mode}`,
    ...patterns.map((pattern) => `mx: ${pattern}`),
    `max_age: ${given.maxAge ?? weekSeconds}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Padding is an unknown field, which a reader that ignores the size cap would accept (RFC 8461 §3.2). */
function padded(text: string, bytes: number | undefined): string {
  const missing = (bytes ?? 0) - Buffer.byteLength(text);
  return missing > 0 ? `${text}x_padding: ${"a".repeat(missing)}\n` : text;
}
