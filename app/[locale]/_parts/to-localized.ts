import { isLocale, type Locale, localeCookie, negotiateLocale } from "#lib/i18n/locale.ts";

/**
 * Leads an address without a language to the visitor's own: their choice (cookie), else what the browser prefers.
 * The location is relative, so that it holds behind any proxy.
 */
export function toLocalized(request: Request): Response {
  const { pathname, search } = new URL(request.url);
  const location = `/${visitorLocale(request.headers)}${pathname}${search}`;
  return new Response(null, { status: 307, headers: { location, vary: "Cookie, Accept-Language" } });
}

function visitorLocale(headers: Headers): Locale {
  const cookies = (headers.get("cookie") ?? "").split(";").map((pair) => pair.trim().split("="));
  const chosen = cookies.find(([name]) => name === localeCookie)?.[1];
  return isLocale(chosen) ? chosen : negotiateLocale(headers.get("accept-language"));
}
