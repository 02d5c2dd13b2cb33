import { IconBuilding, IconUserCircle } from "@tabler/icons-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { listOrganizations } from "#lib/services/organizations/list-organizations.ts";
import { AppFrame } from "../../_ui/app-frame.tsx";
import { AccountMenu } from "../_account/account-menu.tsx";
import { chooseLocale } from "../_account/choose-locale.ts";
import { pageValue } from "../_edge/page-value.ts";
import { domainsPath } from "../o/[organization]/_parts/paths.ts";
import { homePath } from "../sign-in/_parts/return-path.ts";

/** The account stands beside the organizations, so its navigation leads to them. */
export default async function AccountLayout({ children }: { children: ReactNode }) {
  const found = await pageValue(await listOrganizations(await requestContext()));
  if (!found.ok) return found.code satisfies never;
  const t = await getTranslations("accounts.account");
  const organizations = found.value.map(({ slug, name }) => ({
    href: domainsPath(slug),
    label: name,
    icon: <IconBuilding size={18} />,
  }));
  return (
    <AppFrame
      home={homePath}
      organization={t("title")}
      navigation={[
        ...organizations,
        { href: "/account", label: t("title"), icon: <IconUserCircle size={18} /> },
      ]}
      userMenu={<AccountMenu />}
      onLocale={chooseLocale}
    >
      {children}
    </AppFrame>
  );
}
