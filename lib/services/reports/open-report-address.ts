import { type AddressedDomain, findReportAddress } from "#lib/db/reports/find-report-address.ts";
import type { Context } from "#lib/services/context.ts";

/** Where a token leads, before anything is read from its sender; `null` when nowhere. */
export function openReportAddress(context: Context, token: string): Promise<AddressedDomain | null> {
  return findReportAddress(context.db, token, context.now);
}
