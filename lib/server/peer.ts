import ipaddr from "ipaddr.js";

/**
 * The client's address: the connection's own, or, when that is a trusted proxy, the last address of `X-Forwarded-For`
 * that is not one. `trusted` holds addresses and CIDRs. A header from anybody else is ignored, since anybody can send it.
 */
export function peerAddress(
  remote: string | null,
  forwardedFor: string | null,
  trusted: string[],
): string | null {
  const ranges = rangesOf(trusted);
  const hops = (forwardedFor ?? "").split(",").map((hop) => hop.trim());
  let peer = normal(remote);
  while (peer && isIn(peer, ranges)) {
    const hop = normal(hops.pop() ?? null);
    if (!hop) break;
    peer = hop;
  }
  return peer;
}

/** Whether the connection itself comes from a trusted proxy. */
export function isTrusted(remote: string | null, trusted: string[]): boolean {
  const address = normal(remote);
  return address !== null && isIn(address, rangesOf(trusted));
}

/** Whether the text is an address or a CIDR. */
export function isAddressRange(text: string): boolean {
  return rangeOf(text) !== null;
}

/** The setting is read once, and asked about with every request. */
const rangesBySetting = new WeakMap<string[], Range[]>();

function rangesOf(trusted: string[]): Range[] {
  const known = rangesBySetting.get(trusted);
  if (known) return known;
  const ranges = trusted.flatMap((text) => rangeOf(text) ?? []);
  rangesBySetting.set(trusted, ranges);
  return ranges;
}

type Range = [ipaddr.IPv4 | ipaddr.IPv6, number];

function rangeOf(text: string): [Range] | null {
  if (ipaddr.isValidCIDR(text)) return [ipaddr.parseCIDR(text)];
  if (!ipaddr.isValid(text)) return null;
  const address = ipaddr.process(text);
  return [[address, address.kind() === "ipv4" ? 32 : 128]];
}

function isIn(peer: string, ranges: Range[]): boolean {
  const address = ipaddr.process(peer);
  return ranges.some(([net, bits]) => address.kind() === net.kind() && address.match(net, bits));
}

function normal(text: string | null): string | null {
  return text && ipaddr.isValid(text) ? ipaddr.process(text).toString() : null;
}
