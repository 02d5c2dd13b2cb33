/**
 * The value with what `jsonb` refuses, U+0000 and lone surrogates in its texts, replaced by U+FFFD: strangers write the
 * texts of DNS, policy hosts and reports, and one of theirs must not make a row unstorable.
 */
export function storableJson<T>(value: T): T {
  // JSON spells both as escapes, so a text without any is storable as it is.
  return JSON.stringify(value).includes("\\u") ? (repaired(value) as T) : value;
}

function repaired(value: unknown): unknown {
  if (typeof value === "string") return value.toWellFormed().replaceAll("\0", "\uFFFD");
  if (Array.isArray(value)) return value.map(repaired);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [String(repaired(key)), repaired(entry)]),
  );
}
