import ipaddr from "ipaddr.js";
import { type DomainName, parseDomainName } from "#lib/core/domain-name.ts";
import { takePoint } from "#lib/db/rate-limits.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";

/** What every tool that looks outside is asked with. */
export type LookUpInput = {
  /** As somebody typed it. */
  domain: string;
  /** The client's address as the web process knows it. */
  peer: string;
};

/**
 * `invalid-name` carries `fault` (see `DomainNameFault`) and `suggestion` (`""`: none); `rate-limited` the `seconds`
 * until the next try.
 */
export type LookUpFault = "invalid-name" | "rate-limited";

/** Shared by all tools, so that none of them is a way around the others. */
export const lookUpLimit = { name: "tool-look-up", points: 30, seconds: 600 };

/** Begins every look-up of a public tool: reads the domain, then takes one of the looks that a client may have. */
export async function openLookUp(
  context: Context,
  { domain, peer }: LookUpInput,
): Promise<Result<{ domain: DomainName; unicode: string }, LookUpFault>> {
  const name = parseDomainName(domain);
  if (!name.ok) return fail("invalid-name", { fault: name.code, suggestion: name.suggestion ?? "" });
  const slowdown = await takePoint(context.db, lookUpLimit, clientKey(peer));
  if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  return ok({ domain: name.value, unicode: name.unicode });
}

/** Whoever has IPv6 has a /64 of addresses at least, so that is what counts as one client (RFC 6177 §2). */
function clientKey(peer: string): string {
  if (!ipaddr.isValid(peer)) return "unknown";
  const address = ipaddr.process(peer);
  if (address.kind() === "ipv4") return address.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString();
}
