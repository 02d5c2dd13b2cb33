import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { messagesFor } from "./catalog.ts";
import { formats } from "./formats.ts";
import { isLocale, type Locale, localeCookie, negotiateLocale } from "./locale.ts";

/**
 * What next-intl needs for one request. An explicit language wins, then the one in a public page's address (see
 * `pageLocale`), then the cookie, then the browser's wish.
 */
export default getRequestConfig(async ({ locale, requestLocale }) => {
  const chosen = locale ?? (await addressedLocale(requestLocale)) ?? (await requestedLocale());
  return { locale: chosen, messages: messagesFor(chosen), formats, timeZone: "UTC", now: new Date() };
});

async function addressedLocale(segment: Promise<string | undefined>): Promise<Locale | null> {
  const locale = await segment;
  return isLocale(locale) ? locale : null;
}

async function requestedLocale(): Promise<Locale> {
  const chosen = (await cookies()).get(localeCookie)?.value;
  if (isLocale(chosen)) return chosen;
  return negotiateLocale((await headers()).get("accept-language"));
}
