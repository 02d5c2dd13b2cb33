import ipaddr from "ipaddr.js";

/**
 * Whether a host name spells the address that it stands for, as in `c-192-0-2-1.access.example`. Such names are handed
 * out by number to whoever sits at the address (access lines, cloud machines, proxies for strangers' programs): they
 * tell whose network it is, and nothing about who runs the host.
 */
export function spellsAddress(host: string, address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  const name = host.toLowerCase();
  const bytes = parsed.toByteArray();
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  if (name.replace(/[-._]/g, "").includes(hex)) return true;
  if (parsed instanceof ipaddr.IPv6) return spellsGroups(name, parsed.parts);
  const numbers = bytes.map(String);
  return name.includes(padded(numbers)) || [numbers, numbers.toReversed()].some((one) => lists(name, one));
}

/** Groups of zeros may be left out, as `::` does. */
function spellsGroups(name: string, groups: number[]): boolean {
  const told = groups.filter((group) => group !== 0).map((group) => group.toString(16));
  return lists(name, told, "(?:0{1,4}[-._]{1,2})*");
}

const sign = "[-._x]{1,2}";

/** The numbers one after the other, with or without leading zeros. */
function lists(name: string, numbers: string[], between = ""): boolean {
  const listed = numbers.map((number) => `0*${number}`).join(sign + between);
  return new RegExp(`(?<![0-9a-f])${listed}(?![0-9])`).test(name);
}

function padded(numbers: string[]): string {
  return numbers.map((number) => number.padStart(3, "0")).join("");
}
