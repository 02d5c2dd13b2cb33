import { isIPv4, isIPv6 } from "node:net";
import type { TargetGuard } from "./target.ts";

/** `permitted` in the order of dialling, `refused` by the guard; `leftOut` are beyond the cap. */
export type OrderedAddresses = { permitted: string[]; refused: string[]; leftOut: number };

/** A name can have any number of addresses; senders do not try them all either. */
const maxAddresses = 8;

/** What may be dialled goes first, families in turn, so that refused addresses crowd out none. */
export function orderAddresses(addresses: readonly string[], guard: TargetGuard): OrderedAddresses {
  const permitted = alternateFamilies(addresses.filter(guard)).slice(0, maxAddresses);
  const others = addresses.filter((address) => !guard(address));
  const refused = others.slice(0, maxAddresses - permitted.length);
  return { permitted, refused, leftOut: addresses.length - permitted.length - refused.length };
}

/** IPv6 and IPv4 in turn (RFC 8305 §4), so that many addresses of a family that we have no route for hide none. */
function alternateFamilies(addresses: string[]): string[] {
  const v6 = addresses.filter(isIPv6);
  const v4 = addresses.filter(isIPv4);
  const longer = v6.length > v4.length ? v6 : v4;
  return longer.flatMap((_, index) => [v6[index], v4[index]]).filter((address) => address !== undefined);
}
