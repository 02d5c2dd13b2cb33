import { english } from "#lib/i18n/english.ts";

/**
 * The branches of the catalogs that client components need to show findings whose codes begin with one of `prefixes`, for
 * `ClientMessages`. All findings together would be a hundred kilobytes.
 */
export function findingMessages(prefixes: readonly string[]): string[] {
  const codes = Object.keys(english.findings).filter((code) =>
    prefixes.some((prefix) => code.startsWith(prefix)),
  );
  return ["ui.finding", "common.severity", "tools.place", ...codes.map((code) => `findings.${code}`)];
}
