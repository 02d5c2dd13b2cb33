import { useFormatter, useTranslations } from "next-intl";
import { displayShare } from "#lib/i18n/formats.ts";

/** Words shares from 0 to 1 with one decimal of percent, never rounded to 0 % or 100 % when not exactly that. */
export function useShareText(): (share: number) => string {
  const format = useFormatter();
  const t = useTranslations("common");
  return (value) => {
    const { bound, share } = displayShare(value);
    const text = format.number(share, "percent");
    if (bound === "exact") return text;
    return t(bound === "under" ? "shareUnder" : "shareOver", { share: text });
  };
}
