import ipaddr from "ipaddr.js";

/** Whom limits per address count. Whoever has IPv6 has a /64 of addresses at least: that is one client (RFC 6177 §2). */
export function clientOf(peer: string): string {
  if (!ipaddr.isValid(peer)) return "unknown";
  const address = ipaddr.process(peer).toString();
  return ipaddr.IPv4.isValid(address)
    ? address
    : ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString();
}

/** The same for who delivers reports; `null`: nobody, since on loopback stands a proxy or a program of this machine. */
export function deliveringClient(peer: string): string | null {
  return ipaddr.isValid(peer) && ipaddr.process(peer).range() === "loopback" ? null : clientOf(peer);
}
