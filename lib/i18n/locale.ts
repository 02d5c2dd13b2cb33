/** The languages of the user interface; the first is the fallback. */
export const locales = ["en", "fr"] as const;

export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = "en";

/** The cookie that keeps a visitor's explicit choice. */
export const localeCookie = "locale";

/** Each language in its own words, as a language menu shows it. */
export const localeNames: Record<Locale, string> = { en: "English", fr: "Français" };

export function isLocale(value: unknown): value is Locale {
  return locales.some((locale) => locale === value);
}

/**
 * The supported language that an `Accept-Language` header prefers (RFC 9110 §12.5.4), compared by
 * primary subtag; English when it names none of ours. `q=0` excludes a language.
 */
export function negotiateLocale(acceptLanguage: string | null): Locale {
  const ranges = (acceptLanguage ?? "").split(",").map(parseRange);
  const usable = ranges.filter((range) => range.quality > 0).sort((a, b) => b.quality - a.quality);
  for (const { language } of usable) {
    if (isLocale(language)) return language;
  }
  return defaultLocale;
}

function parseRange(text: string): { language: string; quality: number } {
  const [tag = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="));
  const quality = weight === undefined ? 1 : Number(weight.slice(2));
  return { language: tag.split("-")[0] ?? "", quality: Number.isFinite(quality) ? quality : 0 };
}
