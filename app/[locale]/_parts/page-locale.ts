import { notFound } from "next/navigation";
import { setRequestLocale } from "next-intl/server";
import { defaultLocale, isLocale, type Locale } from "#lib/i18n/locale.ts";

/** The first segment of the address. Next types it as text: anybody can ask for `/xx/tools`. */
export type LocaleParams = Promise<{ locale: string }>;

/**
 * The language of a public page. Every page below `[locale]` calls it before anything that needs texts; a language that we
 * do not have is "not found".
 */
export async function pageLocale(params: LocaleParams): Promise<Locale> {
  const { locale } = await params;
  if (!isLocale(locale)) return notFound();
  setRequestLocale(locale);
  return locale;
}

/** The same for the root layout, which "not found" is shown in and so cannot refuse. */
export async function layoutLocale(params: LocaleParams): Promise<Locale> {
  const { locale } = await params;
  const known = isLocale(locale) ? locale : defaultLocale;
  setRequestLocale(known);
  return known;
}
