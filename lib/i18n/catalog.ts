import { english } from "./english.ts";
import { french } from "./french.ts";
import type { Locale } from "./locale.ts";

/** All texts of the product; the English catalogs define which keys exist. */
export type Messages = typeof english;

const catalogs: Record<Locale, Messages> = { en: english, fr: french };

/** The texts of one language. Server only: the browser gets the branches that it needs, see `pickMessages`. */
export function messagesFor(locale: Locale): Messages {
  return catalogs[locale];
}
