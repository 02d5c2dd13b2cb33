import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { AppShellFrame } from "./app-shell-frame.tsx";
import { Brand } from "./brand.tsx";
import { Footer } from "./footer.tsx";
import { LanguageSwitcher } from "./language-switcher.tsx";
import { type NavigationItem, NavigationList } from "./navigation-list.tsx";
import { SkipLink } from "./skip-link.tsx";
import { ThemeSwitcher } from "./theme-switcher.tsx";

type Props = {
  /** Where the logo leads, e.g. the organization's domains. */
  home: string;
  /** Name of the organization, or a switcher. */
  organization: ReactNode;
  navigation: readonly NavigationItem[];
  /** Account menu at the end of the header. */
  userMenu?: ReactNode;
  /** See `LanguageSwitcher`. */
  onLocale?: (form: FormData) => Promise<void>;
  children: ReactNode;
};

/** The frame of every signed-in page: header, main navigation (a menu below 768 px), content, footer. */
export function AppFrame({ home, organization, navigation, userMenu, onLocale, children }: Props) {
  const t = useTranslations("ui");
  const language = onLocale === undefined ? <LanguageSwitcher /> : <LanguageSwitcher action={onLocale} />;
  return (
    <>
      <SkipLink />
      <AppShellFrame
        brand={<Brand href={home} compact />}
        organization={organization}
        tools={
          <>
            <ThemeSwitcher />
            {userMenu}
          </>
        }
        navigation={
          <nav aria-label={t("mainNavigation")}>
            <NavigationList items={navigation} />
          </nav>
        }
        navigationFoot={language}
        footer={<Footer />}
      >
        {children}
      </AppShellFrame>
    </>
  );
}
