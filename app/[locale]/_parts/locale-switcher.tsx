import { useLocale, useTranslations } from "next-intl";
import { localeNames, locales } from "#lib/i18n/locale.ts";
import classes from "../../_ui/language-switcher.module.css";

/** The languages of a public page; `path` is the page's, without language. Works without scripts. */
export function LocaleSwitcher({ path }: { path: string }) {
  const t = useTranslations("ui");
  const current = useLocale();
  return (
    <form action="/api/language" method="post" aria-label={t("language")} className={classes.form}>
      <input type="hidden" name="path" value={path} />
      {locales.map((locale) => (
        <button
          key={locale}
          type="submit"
          name="locale"
          value={locale}
          lang={locale}
          className={classes.button}
          aria-current={locale === current ? "true" : undefined}
        >
          {localeNames[locale]}
        </button>
      ))}
    </form>
  );
}
