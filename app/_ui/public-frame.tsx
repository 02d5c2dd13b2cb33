import type { ReactNode } from "react";
import { Brand } from "./brand.tsx";
import { Footer } from "./footer.tsx";
import { LanguageSwitcher } from "./language-switcher.tsx";
import { mainId } from "./main-id.ts";
import classes from "./public-frame.module.css";
import { PublicNavigation } from "./public-navigation.tsx";
import { SkipLink } from "./skip-link.tsx";
import { ThemeSwitcher } from "./theme-switcher.tsx";

type Props = {
  children: ReactNode;
  /** At the end of the header, e.g. a link to sign in. */
  actions?: ReactNode;
  /** `narrow` for a single form, `wide` for pages of text and tools. */
  width?: "narrow" | "wide";
  /** In place of the switcher that changes the language and stays at the address. */
  language?: ReactNode;
};

/** Header, content and footer of pages that need no account. */
export function PublicFrame({ children, actions, width = "wide", language = <LanguageSwitcher /> }: Props) {
  return (
    <div className={classes.frame}>
      <SkipLink />
      <header className={classes.header}>
        <div className={classes.bar}>
          <Brand />
          <PublicNavigation />
          <div className={classes.tools}>
            <div className={classes.language}>{language}</div>
            <ThemeSwitcher />
            {actions}
          </div>
        </div>
      </header>
      <main id={mainId} tabIndex={-1} className={classes.main} data-width={width}>
        {children}
      </main>
      <Footer narrow={language} />
    </div>
  );
}
