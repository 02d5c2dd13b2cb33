import type { MtaStsPolicy } from "./policy.ts";
import { canonicalPolicyText } from "./policy-diff.ts";

/**
 * SHA-256 of what a policy says, hex: the same for every way to write the same policy, so that two looks at it can be
 * compared at a glance. Browsers offer it to pages of https and of localhost only.
 */
export async function policyContentHash(policy: MtaStsPolicy): Promise<string> {
  const text = new TextEncoder().encode(canonicalPolicyText(policy));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", text));
  return Array.from(digest, (octet) => octet.toString(16).padStart(2, "0")).join("");
}
