import { type AddressedDomain, findReportAddress } from "#lib/db/reports/find-report-address.ts";
import type { Context } from "#lib/services/context.ts";
import type { Credentials } from "./credentials.ts";
import type { Receipt } from "./receipt.ts";
import { takeReport } from "./take-report.ts";

/** A report that was delivered to a report address over HTTPS. */
export type Delivered = {
  token: string;
  bytes: Uint8Array;
  peer: string | null;
  userAgent: string | null;
};

/**
 * Takes one report that was posted to an address of ours; what can vouch for it is the address of who posts. Resolves
 * and rejects as `takeReport` does. `opened`: where the token leads, when the caller has asked already.
 */
export async function receiveReport(
  context: Context,
  { token, bytes, peer, userAgent }: Delivered,
  opened: AddressedDomain | null = null,
): Promise<Receipt> {
  const address = opened ?? (await findReportAddress(context.db, token, context.now, peer));
  if (!address) return { kind: "unknown-address" };
  const credentials = await identify(context, peer);
  const road = "https" as const;
  const arrival = { raw: bytes, json: null, road, credentials, peer, userAgent, fileName: null };
  const [receipt] = await takeReport(context, { kind: "domain", address }, arrival);
  if (!receipt) throw new Error("A report that was taken has a receipt.");
  return receipt;
}

/** The names of the address are asked for here, so that a slow name server keeps nobody else out of the workroom. */
async function identify(context: Context, peer: string | null): Promise<Credentials> {
  if (peer === null) return { kind: "nobody", reason: "no-address" };
  return { kind: "address", address: peer, confirmed: await context.net.confirmedNames(peer) };
}
