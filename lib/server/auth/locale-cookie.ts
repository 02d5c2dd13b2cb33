import { cookies } from "next/headers";
import { isLocale, type Locale, localeCookie } from "#lib/i18n/locale.ts";
import { env } from "#lib/server/env.ts";

const oneYearSeconds = 365 * 24 * 3600;

/** Remembers a language in this browser. For actions and route handlers only. */
export async function writeLocale(locale: Locale): Promise<void> {
  (await cookies()).set(localeCookie, locale, {
    maxAge: oneYearSeconds,
    path: "/",
    sameSite: "lax",
    httpOnly: true,
    secure: env().publicUrl.startsWith("https:"),
  });
}

/** Takes over the language stored with an account, unless this browser has a choice of its own. */
export async function recallLocale(stored: string | null): Promise<void> {
  if (isLocale(stored) && !isLocale((await cookies()).get(localeCookie)?.value)) await writeLocale(stored);
}
