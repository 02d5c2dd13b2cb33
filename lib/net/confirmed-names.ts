import ipaddr from "ipaddr.js";
import { LRUCache } from "lru-cache";
import type { Resolver } from "./dns/resolver.ts";

export type ConfirmedNames = { kind: "confirmed"; names: string[] } | { kind: "none" } | { kind: "unknown" };

/** Names tried per address: an honest server has one or two, and the zone is its owner's to fill. */
const maxNames = 5;
const lookupMs = 2_000;

/**
 * The forward-confirmed names of an address: those of its PTR records whose own A or AAAA records hold the address.
 * `unknown`: a look-up failed, so nothing may be concluded.
 */
export async function confirmedNames(
  resolver: Pick<Resolver, "ptr" | "addresses">,
  address: string,
): Promise<ConfirmedNames> {
  if (!ipaddr.isValid(address)) return { kind: "none" };
  const wanted = ipaddr.process(address);
  const pointers = await resolver.ptr(reverseName(wanted), lookupMs);
  if (pointers.kind === "unreachable") return { kind: "unknown" };
  if (pointers.kind === "absent") return { kind: "none" };
  const names = pointers.records.slice(0, maxNames);
  const answers = await Promise.all(names.map((name) => resolver.addresses(name, lookupMs)));
  const confirmed = names.filter((_, index) => {
    const answer = answers[index];
    return answer?.kind === "found" && answer.records.some((record) => isSame(record, wanted));
  });
  if (confirmed.length > 0) return { kind: "confirmed", names: confirmed };
  return answers.some((answer) => answer.kind === "unreachable") ? { kind: "unknown" } : { kind: "none" };
}

const remembered = { max: 1_000, ttl: 600_000, perf: Date };

/** `confirmedNames` with a memory: a sender delivers many reports from one address. What is unknown is asked again. */
export function rememberNames(
  resolver: Pick<Resolver, "ptr" | "addresses">,
): (address: string) => Promise<ConfirmedNames> {
  const known = new LRUCache<string, Promise<ConfirmedNames>>(remembered);
  return (address) => {
    const found = known.get(address);
    if (found) return found;
    const names = confirmedNames(resolver, address);
    known.set(address, names);
    void names.then((answer) => {
      if (answer.kind === "unknown") known.delete(address);
    });
    return names;
  };
}

function isSame(record: string, wanted: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  return ipaddr.process(record).toNormalizedString() === wanted.toNormalizedString();
}

/** `4.3.2.1.in-addr.arpa` (RFC 1035 §3.5), or 32 nibbles under `ip6.arpa` (RFC 3596 §2.5). */
function reverseName(address: ipaddr.IPv4 | ipaddr.IPv6): string {
  const bytes = address.toByteArray();
  if (address.kind() === "ipv4") return `${bytes.toReversed().join(".")}.in-addr.arpa`;
  const nibbles = bytes.flatMap((byte) => [byte >> 4, byte & 15]).toReversed();
  return `${nibbles.map((nibble) => nibble.toString(16)).join(".")}.ip6.arpa`;
}
