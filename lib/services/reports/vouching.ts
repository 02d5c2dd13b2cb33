import type { Trust } from "#lib/db/client.ts";

/**
 * `reason` is a kebab-case code, with the name that vouches after a colon; `voucher` the registrable domain behind
 * `fcrdns` and `dkim`, `null` for the others.
 */
export type Vouching = { trust: Trust; reason: string; voucher: string | null };

export function nobodyVouches(reason: string): Vouching {
  return { trust: "unverified", reason, voucher: null };
}
