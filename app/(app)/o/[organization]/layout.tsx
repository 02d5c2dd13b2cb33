import { IconUsers, IconWorldCheck } from "@tabler/icons-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { showOrganization } from "#lib/services/organizations/show-organization.ts";
import { AppFrame } from "../../../_ui/app-frame.tsx";
import { AccountMenu } from "../../_account/account-menu.tsx";
import { chooseLocale } from "../../_account/choose-locale.ts";
import { pageValue } from "../../_edge/page-value.ts";
import { domainsPath, membersPath } from "./_parts/paths.ts";

type Props = { params: Promise<{ organization: string }>; children: ReactNode };

/** Frame of every page of an organization; each page's services authorise for themselves. */
export default async function OrganizationLayout({ params, children }: Props) {
  const { organization: slug } = await params;
  const found = await pageValue(await showOrganization(await requestContext(), slug));
  if (!found.ok) return found.code satisfies never;
  const t = await getTranslations("domains.frame");
  return (
    <AppFrame
      home={domainsPath(slug)}
      organization={found.value.name}
      userMenu={<AccountMenu />}
      onLocale={chooseLocale}
      navigation={[
        { href: domainsPath(slug), label: t("domains"), icon: <IconWorldCheck size={18} /> },
        { href: membersPath(slug), label: t("members"), icon: <IconUsers size={18} /> },
      ]}
    >
      {children}
    </AppFrame>
  );
}
