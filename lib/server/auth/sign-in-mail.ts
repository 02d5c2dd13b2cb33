import { createTranslator } from "next-intl";
import { messagesFor } from "#lib/i18n/catalog.ts";
import { defaultLocale, isLocale } from "#lib/i18n/locale.ts";

/** The mail with a sign-in link, in the user's language. */
export function signInMail(link: string, locale: string | null): { subject: string; text: string } {
  const language = isLocale(locale) ? locale : defaultLocale;
  const t = createTranslator({ locale: language, messages: messagesFor(language), namespace: "mail.signIn" });
  return { subject: t("subject"), text: t("text", { link }) };
}
