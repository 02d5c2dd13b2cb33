"use server";

import { cookies, headers } from "next/headers";
import { isLocale, localeCookie } from "#lib/i18n/locale.ts";

const oneYearSeconds = 365 * 24 * 3600;

/** Remembers the language that a visitor chose; anything but a supported language changes nothing. */
export async function setLocale(form: FormData): Promise<void> {
  const locale = form.get("locale");
  if (!isLocale(locale)) return;
  const secure = (await headers()).get("x-forwarded-proto") === "https";
  (await cookies()).set(localeCookie, locale, {
    maxAge: oneYearSeconds,
    sameSite: "lax",
    httpOnly: true,
    secure,
  });
}
