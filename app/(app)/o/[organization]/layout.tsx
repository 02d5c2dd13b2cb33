import { IconKey, IconMailbox, IconSettings, IconUsers, IconWorldCheck } from "@tabler/icons-react";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { roleReaches } from "#lib/services/authorize.ts";
import { showOrganization } from "#lib/services/organizations/show-organization.ts";
import { AppFrame } from "../../../_ui/app-frame.tsx";
import { AccountMenu } from "../../_account/account-menu.tsx";
import { chooseLocale } from "../../_account/choose-locale.ts";
import { pageValue } from "../../_edge/page-value.ts";
import { apiKeysPath, domainsPath, mailboxesPath, membersPath, settingsPath } from "./_parts/paths.ts";
import { receivingNavigation } from "./_parts/receiving-navigation.tsx";

type Props = { params: Promise<{ organization: string }>; children: ReactNode };

/** Frame of every page of an organization; each page's services authorise for themselves. */
export default async function OrganizationLayout({ params, children }: Props) {
  const { organization: slug } = await params;
  const found = await pageValue(await showOrganization(await requestContext(), slug));
  if (!found.ok) return found.code satisfies never;
  const t = await getTranslations("domains.frame");
  const mailboxes = await getTranslations("mailboxes");
  const api = await getTranslations("api.keys");
  const keys = { href: apiKeysPath(slug), label: api("title"), icon: <IconKey size={18} /> };
  const ofSettings = await getTranslations("settings");
  const settings = { href: settingsPath(slug), label: ofSettings("nav"), icon: <IconSettings size={18} /> };
  return (
    <AppFrame
      home={domainsPath(slug)}
      organization={found.value.name}
      userMenu={<AccountMenu />}
      onLocale={chooseLocale}
      navigation={[
        { href: domainsPath(slug), label: t("domains"), icon: <IconWorldCheck size={18} /> },
        ...(await receivingNavigation(slug, found.value.role)),
        { href: mailboxesPath(slug), label: mailboxes("title"), icon: <IconMailbox size={18} /> },
        { href: membersPath(slug), label: t("members"), icon: <IconUsers size={18} /> },
        ...(roleReaches(found.value.role, "admin") ? [keys, settings] : []),
      ]}
    >
      {children}
    </AppFrame>
  );
}
