import type { Metadata } from "next";
import { type Locale, locales } from "#lib/i18n/locale.ts";
import { localePath } from "./locale-path.ts";

type Words = { title: string; description: string };

/**
 * Metadata of a public page at `path` (without language): its words, its canonical address without query, and its
 * other languages. The address without a language leads each visitor to their own, hence `x-default`.
 */
export function localeMetadata(locale: Locale, path: string, { title, description }: Words): Metadata {
  return {
    title,
    description,
    alternates: { canonical: localePath(locale, path), languages: languageAlternates(path) },
    openGraph: { title, description, url: localePath(locale, path), locale, type: "website" },
  };
}

/** `hreflang` values with the path of each. */
export function languageAlternates(path: string): Record<string, string> {
  return {
    ...Object.fromEntries(locales.map((locale) => [locale, localePath(locale, path)])),
    "x-default": path,
  };
}
