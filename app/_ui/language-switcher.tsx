import { useLocale, useTranslations } from "next-intl";
import { localeNames, locales } from "#lib/i18n/locale.ts";
import classes from "./language-switcher.module.css";
import { setLocale } from "./set-locale.ts";

type Props = {
  /** Gets the form's `locale`; give an action of your own to store the choice with the account too. */
  action?: (form: FormData) => Promise<void>;
};

/** Every language by its own name; works without scripts. */
export function LanguageSwitcher({ action = setLocale }: Props) {
  const t = useTranslations("ui");
  const current = useLocale();
  return (
    <form action={action} aria-label={t("language")} className={classes.form}>
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
