import { type AddressedDomain, findReportAddress } from "#lib/db/reports/find-report-address.ts";
import type { Context } from "#lib/services/context.ts";

/** Where a token leads, before anything is read from its sender, who stands at `peer` if that is known; `null` when nowhere. */
export function openReportAddress(
  { db, now }: Context,
  token: string,
  peer: string | null = null,
): Promise<AddressedDomain | null> {
  return findReportAddress(db, token, now, peer);
}
