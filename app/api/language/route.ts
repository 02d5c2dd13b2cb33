import { isLocale } from "#lib/i18n/locale.ts";
import { writeLocale } from "#lib/server/auth/locale-cookie.ts";
import { pathInLanguage } from "../../[locale]/_parts/locale-path.ts";

/**
 * Remembers a language and shows the public page named by `path` (without language) in it. A route and not an action: the
 * whole document changes its language, so the browser has to load it anew.
 */
export async function POST(request: Request): Promise<Response> {
  const form = await request.formData().catch(() => new FormData());
  const locale = form.get("locale");
  if (isLocale(locale)) await writeLocale(locale);
  const location = pathInLanguage(String(form.get("path") ?? ""), locale, request.headers.get("referer"));
  return new Response(null, { status: 303, headers: { location } });
}
