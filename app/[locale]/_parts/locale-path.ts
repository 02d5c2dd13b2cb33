import { defaultLocale, isLocale, type Locale, locales } from "#lib/i18n/locale.ts";

/** `/tools/x` as it is addressed in a language. */
export function localePath(locale: Locale, path: string): string {
  return `/${locale}${path}`;
}

/**
 * Where the page at `path` (without language) stands in the language asked for. What `from`, the address that the
 * visitor sees, holds in its query goes along, so that a result survives; a query of any other page does not. A path
 * that no public page has leads to the tools.
 */
export function pathInLanguage(path: string, wanted: unknown, from: string | null): string {
  const locale = isLocale(wanted) ? wanted : defaultLocale;
  const known = /^(?:\/[a-z0-9-]+)+$/.test(path) ? path : "/tools";
  const seen = from === null ? null : URL.parse(from);
  const isSamePage = locales.some((one) => seen?.pathname === localePath(one, known));
  return localePath(locale, known) + (isSamePage ? (seen?.search ?? "") : "");
}
