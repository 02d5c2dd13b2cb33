import type { MxAddressLook, MxHostEvidence } from "#lib/core/evidence.ts";
import { orderAddresses } from "#lib/net/address-order.ts";
import { type Deadline, startDeadline } from "#lib/net/deadline.ts";
import type { Resolver } from "#lib/net/dns/resolver.ts";
import type { TargetGuard } from "#lib/net/target.ts";
import { type LookOptions, lookAtAddress, unconnected } from "./look-at-address.ts";
import { lookUpHost } from "./look-up-host.ts";

export type MxProbeOptions = Omit<LookOptions, "addressMs" | "connectMs"> & {
  /** Ours, never the system's: the addresses that are checked are the addresses that are dialled. */
  resolver: Pick<Resolver, "addresses" | "query">;
  guard: TargetGuard;
  now: Date;
  deadlines: MxDeadlines;
};

/**
 * Milliseconds: for the host with its look-ups, for one address, for one connection; and what must be left of the
 * host's time for another address to be worth beginning, since a look cut short would blame the server.
 */
export type MxDeadlines = { hostMs: number; addressMs: number; connectMs: number; leastMs: number };

/** Servers hold their greeting back for many seconds to shake off spammers, so an address has time. */
export const defaultMxDeadlines: MxDeadlines = {
  hostMs: 60_000,
  addressMs: 25_000,
  connectMs: 5_000,
  leastMs: 15_000,
};

/**
 * What one MX host shows to a sending server: addresses, TLSA records, and a look at each address, one after another.
 * Addresses that the guard refuses become looks without a connection. Never rejects.
 */
export async function probeMx(host: string, options: MxProbeOptions): Promise<MxHostEvidence> {
  const deadline = startDeadline(options.deadlines.hostMs);
  const probedAt = options.now.toISOString();
  const { addresses, tlsa, tlsaBase } = await lookUpHost(host, options.resolver, deadline);
  const found = addresses.kind === "found" ? addresses.records : [];
  const { permitted, refused, leftOut } = orderAddresses(found, options.guard);
  const looks = await lookInTurn(host, permitted, deadline, options);
  const unlooked = permitted.length - looks.length;
  looks.push(...refused.map((address) => unconnected(address, "target-refused", "not a public address")));
  return { host, probedAt, addresses, tlsa, tlsaBase, looks, leftOut: leftOut + unlooked };
}

/** As many as there is time for, at least the first. */
async function lookInTurn(
  host: string,
  addresses: string[],
  deadline: Deadline,
  { deadlines, ...options }: MxProbeOptions,
): Promise<MxAddressLook[]> {
  const looks: MxAddressLook[] = [];
  for (const address of addresses) {
    const remainingMs = deadline.remainingMs();
    if (looks.length > 0 && remainingMs < deadlines.leastMs) break;
    const addressMs = Math.min(deadlines.addressMs, remainingMs);
    looks.push(await lookAtAddress(host, address, { ...options, ...deadlines, addressMs }));
  }
  return looks;
}
