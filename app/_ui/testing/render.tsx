import { NextIntlClientProvider } from "next-intl";
import type { ReactElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { messagesFor } from "#lib/i18n/catalog.ts";
import { formats } from "#lib/i18n/formats.ts";
import type { Locale } from "#lib/i18n/locale.ts";

/** The HTML of a component that needs nothing but texts; `now` is 1 October 2026, 12:00 UTC. */
export function render(element: ReactElement, locale: Locale = "en"): string {
  const now = new Date("2026-10-01T12:00:00Z");
  const config = { locale, formats, messages: messagesFor(locale), timeZone: "UTC", now };
  return renderToStaticMarkup(<NextIntlClientProvider {...config}>{element}</NextIntlClientProvider>);
}

/** The text of some HTML, as it is read. */
export function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
