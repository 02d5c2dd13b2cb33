import { isIP } from "node:net";
import ipaddr from "ipaddr.js";

/** Says whether we may open a connection to this address. */
export type TargetGuard = (address: string) => boolean;

/**
 * Names to connect to are chosen by strangers, so only addresses that belong to the public internet pass
 * (the special-purpose registries of RFC 6890, and metadata services of clouds). Addresses that carry an
 * IPv4 address inside (mapped, compatible, NAT64, 6to4, Teredo) are refused whatever they carry.
 * Anything but a plain textual IP address is refused: other spellings and scope ids are ways around a list.
 */
export function isPublicAddress(address: string): boolean {
  const parsed = parsePlain(address);
  if (parsed === null || parsed.range() !== "unicast") return false;
  if (parsed.kind() === "ipv6" && !contains(globalUnicast, parsed)) return false;
  return !alsoRefused.some((range) => contains(range, parsed));
}

/**
 * A guard that lets public addresses pass, and those that the operator names: CIDR ranges or single
 * addresses, or `"all"`. Throws on an entry that is neither, since a typo must not open or close anything.
 */
export function createTargetGuard({ allow }: { allow: readonly string[] | "all" }): TargetGuard {
  if (allow === "all") return (address) => parsePlain(address) !== null;
  const ranges = allow.map(parseRange);
  return (address) => {
    const parsed = parsePlain(address);
    if (parsed === null) return false;
    return isPublicAddress(address) || ranges.some((range) => contains(range, parsed));
  };
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = [Address, number];

/** The only IPv6 space handed out so far (RFC 4291 §2.4); the library calls everything it does not know unicast. */
const globalUnicast: Range = ipaddr.parseCIDR("2000::/3");

const alsoRefused: Range[] = [
  ipaddr.parseCIDR("168.63.129.16/32"), // Azure's platform service, reachable from inside a virtual machine only
];

function parsePlain(text: string): Address | null {
  return isIP(text) !== 0 && !text.includes("%") ? ipaddr.parse(text) : null;
}

function parseRange(text: string): Range {
  const [address = "", prefix, ...rest] = text.split("/");
  const parsed = parsePlain(address);
  const bits = parsed?.kind() === "ipv4" ? 32 : 128;
  const length = prefix === undefined ? bits : /^\d{1,3}$/.test(prefix) ? Number(prefix) : Number.NaN;
  if (parsed === null || rest.length > 0 || !(length <= bits))
    throw new Error(`not an address range: ${text}`);
  return [parsed, length];
}

function contains([network, length]: Range, address: Address): boolean {
  return network.kind() === address.kind() && address.match(network, length);
}
