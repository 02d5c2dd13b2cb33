import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ButtonLink } from "../../_ui/button-link.tsx";
import { PublicFrame } from "../../_ui/public-frame.tsx";
import { LocaleSwitcher } from "./locale-switcher.tsx";

type Props = {
  /** Of the page shown, without its language, e.g. `/tools/tls-rpt-validator`. */
  path: string;
  children: ReactNode;
};

/** The frame of every page below `[locale]`; changing the language leads to the same page in the other one. */
export function LocaleFrame({ path, children }: Props) {
  const t = useTranslations("landing");
  const signIn = <ButtonLink href="/sign-in">{t("signIn")}</ButtonLink>;
  return (
    <PublicFrame actions={signIn} language={<LocaleSwitcher path={path} />}>
      {children}
    </PublicFrame>
  );
}
