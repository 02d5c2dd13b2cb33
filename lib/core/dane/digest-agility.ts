import type { TlsaRecord } from "./record.ts";

/**
 * The records that a sender goes by when a set holds digests of several strengths: for each usage and selector only
 * those with the strongest digest, and what is published in full (RFC 7671 §9, RFC 7672 §5). Takes usable records.
 */
export function strongestDigests(usable: readonly TlsaRecord[]): TlsaRecord[] {
  return usable.filter(
    (record) =>
      record.matchingType !== 1 ||
      !usable.some((other) => isSameKind(other, record) && other.matchingType === 2),
  );
}

export type UnevenDigests = { usage: number; selector: number; sha256: number; sha512: number };

/**
 * Usages and selectors with more records of one digest than of the other. Whoever publishes both must publish both of
 * each certificate or key (RFC 7671 §8.3), since senders look at the stronger one alone (§9).
 */
export function unevenDigests(usable: readonly TlsaRecord[]): UnevenDigests[] {
  const kinds = new Map<string, UnevenDigests>();
  for (const { usage, selector, matchingType } of usable) {
    const key = `${usage} ${selector}`;
    const kind = kinds.get(key) ?? { usage, selector, sha256: 0, sha512: 0 };
    if (matchingType === 1) kind.sha256 += 1;
    if (matchingType === 2) kind.sha512 += 1;
    kinds.set(key, kind);
  }
  return [...kinds.values()].filter(({ sha256, sha512 }) => sha256 > 0 && sha512 > 0 && sha256 !== sha512);
}

function isSameKind(a: TlsaRecord, b: TlsaRecord): boolean {
  return a.usage === b.usage && a.selector === b.selector;
}
