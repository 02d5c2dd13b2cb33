/** A name server's copy of a zone, by the serial of its SOA; `key` is equal for equal content at the name looked at. */
type Copy = { server: string; serial: number | null; key: string };

/**
 * The servers that are behind, when it is their older serial that explains the difference: all serials are known, the
 * newest copies agree, and those that differ from them are all older. `null` when it does not.
 */
export function serialBehind<T extends Copy>(copies: T[]): { newest: number; behind: T[] } | null {
  const serials = copies.map(({ serial }) => serial).filter((serial) => serial !== null);
  const [first, ...rest] = serials;
  if (first === undefined || serials.length < copies.length) return null;
  const newest = rest.reduce((a, b) => (isOlder(a, b) ? b : a), first);
  const newestKey = copies.find(({ serial }) => serial === newest)?.key;
  const behind = copies.filter(({ key }) => key !== newestKey);
  const explains = behind.every(({ serial }) => serial !== null && isOlder(serial, newest));
  return explains ? { newest, behind } : null;
}

/** Serials run round in 32 bits: the shorter way forward decides (RFC 1982 §3.2). */
function isOlder(a: number, b: number): boolean {
  const forward = (b - a) >>> 0;
  return forward !== 0 && forward < 0x8000_0000;
}
