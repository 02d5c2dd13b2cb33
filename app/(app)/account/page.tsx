import { Stack } from "@mantine/core";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { offeredProviders } from "#lib/server/auth/providers.ts";
import { requestContext, signedIn } from "#lib/server/auth/request-context.ts";
import { needsCurrentPassword } from "#lib/services/accounts/change-password.ts";
import { hasOtherWayIn } from "#lib/services/accounts/disconnect-provider.ts";
import { showAccount } from "#lib/services/accounts/show-account.ts";
import { ClientMessages } from "../../_ui/client-messages.tsx";
import { PageHeader } from "../../_ui/page-header.tsx";
import { ProblemNotice } from "../_account/problem-notice.tsx";
import { pageValue } from "../_edge/page-value.ts";
import { signInProblem } from "../sign-in/_parts/sign-in-problem.ts";
import { MethodsPanel } from "./_parts/methods-panel.tsx";
import { OrganizationsPanel } from "./_parts/organizations-panel.tsx";
import { PasswordPanel } from "./_parts/password-panel.tsx";
import { ProfilePanel } from "./_parts/profile-panel.tsx";
import { SessionsPanel } from "./_parts/sessions-panel.tsx";

type Props = { searchParams: Promise<{ error?: string | string[] }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.account");
  return { title: t("title") };
}

export default async function AccountPage({ searchParams }: Props) {
  const context = await requestContext();
  const found = await pageValue(await showAccount(context));
  if (!found.ok) return found.code satisfies never;
  const account = found.value;
  const session = await signedIn();
  const { error } = await searchParams;
  const t = await getTranslations("accounts.account");
  const offered = offeredProviders().map(({ id }) => id);
  const byLinkAt = session?.byLinkAt ?? null;
  return (
    <>
      <PageHeader title={t("title")} />
      <Stack gap="lg">
        <ClientMessages namespaces={["accounts.problem"]}>
          <ProblemNotice problem={signInProblem(typeof error === "string" ? error : null)} />
        </ClientMessages>
        <ProfilePanel email={account.email} name={account.name} />
        <PasswordPanel
          email={account.email}
          hasPassword={account.hasPassword}
          asksCurrent={needsCurrentPassword(context, { hasPassword: account.hasPassword, byLinkAt })}
        />
        <MethodsPanel
          connected={account.providers}
          mayGo={(provider) => hasOtherWayIn(context, account, provider, offered)}
        />
        <SessionsPanel sessions={account.sessions} current={session?.sessionRowId ?? null} />
        <OrganizationsPanel organizations={account.organizations} />
      </Stack>
    </>
  );
}
