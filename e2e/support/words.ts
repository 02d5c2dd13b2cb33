import { createTranslator } from "next-intl";
import { messagesFor } from "#lib/i18n/catalog.ts";
import { formats } from "#lib/i18n/formats.ts";
import type { Locale } from "#lib/i18n/locale.ts";

/** What the pages say in a language, so that one story is told in both. */
export function words(locale: Locale) {
  return createTranslator({ locale, messages: messagesFor(locale), formats, timeZone: "UTC" });
}
