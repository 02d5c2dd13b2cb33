"use server";

import { isLocale } from "#lib/i18n/locale.ts";
import { writeLocale } from "#lib/server/auth/locale-cookie.ts";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { updateProfile } from "#lib/services/accounts/update-profile.ts";

/** The language switcher's choice: kept in this browser and, for signed-in users, with the account. */
export async function chooseLocale(form: FormData): Promise<void> {
  const locale = form.get("locale");
  if (!isLocale(locale)) return;
  await writeLocale(locale);
  await updateProfile(await requestContext(), { locale });
}
