import type { Messages } from "#lib/i18n/catalog.ts";
import type { formats } from "#lib/i18n/formats.ts";
import type { Locale as SupportedLocale } from "#lib/i18n/locale.ts";

/** Makes an unknown message key, format or language an error of the compiler. */
declare module "next-intl" {
  interface AppConfig {
    Locale: SupportedLocale;
    Messages: Messages;
    Formats: typeof formats;
  }
}
