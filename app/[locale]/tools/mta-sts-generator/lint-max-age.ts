import type { Finding } from "#lib/core/finding.ts";
import { formatMtaStsPolicy, type PolicyMode, parseMtaStsPolicy } from "#lib/core/mtasts/policy.ts";

/** What the validator would say of this lifetime in a policy of this mode, without the place in the file. */
export function lintMaxAge(mode: PolicyMode, maxAgeSeconds: number): Finding[] {
  const mx = mode === "none" ? [] : ["mx.example.com"];
  const { findings } = parseMtaStsPolicy(formatMtaStsPolicy({ mode, mx, maxAgeSeconds, extensions: [] }));
  return findings.map((one) => ({ ...one, line: null, span: null }));
}
