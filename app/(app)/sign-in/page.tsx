import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { offeredProviders } from "#lib/server/auth/providers.ts";
import { requestContext, signedIn } from "#lib/server/auth/request-context.ts";
import { needsSetUp } from "#lib/services/accounts/needs-set-up.ts";
import { ClientMessages } from "../../_ui/client-messages.tsx";
import { PageHeader } from "../../_ui/page-header.tsx";
import { PublicFrame } from "../../_ui/public-frame.tsx";
import { FormAside, FormCard } from "../_account/form-card.tsx";
import { returnPath } from "./_parts/return-path.ts";
import { SignInForm } from "./_parts/sign-in-form.tsx";
import { SignInNotice } from "./_parts/sign-in-notice.tsx";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.signIn");
  return { title: t("title") };
}

export default async function SignInPage({ searchParams }: Props) {
  const asked = await searchParams;
  const text = (name: string) => (typeof asked[name] === "string" ? asked[name] : undefined);
  const { db, settings } = await requestContext();
  const returnTo = returnPath(text("callbackUrl"), settings.publicUrl);
  // An error here comes from connecting a provider, which is done on the account page.
  if (await signedIn())
    redirect(text("error") ? `/account?error=${encodeURIComponent(text("error") ?? "")}` : returnTo);
  const t = await getTranslations("accounts.signIn");
  const providers = offeredProviders();
  const open = settings.signUp === "open";
  const link = (words: React.ReactNode) => <Link href="/sign-up">{words}</Link>;
  return (
    <PublicFrame width="narrow">
      <PageHeader title={t("title")} />
      <SignInNotice ended={text("ended")} needsSetUp={await needsSetUp({ db })} />
      <FormCard>
        <ClientMessages namespaces={["accounts.signIn", "accounts.field", "accounts.problem"]}>
          <SignInForm returnTo={returnTo} providers={providers} error={text("error")} email={text("email")} />
        </ClientMessages>
      </FormCard>
      <FormAside>{open ? t.rich("noAccount", { link }) : t("byInvitation")}</FormAside>
      <FormAside>
        {providers.some(({ id }) => id === "email") ? t("lostPassword") : t("lostPasswordNoMail")}
      </FormAside>
    </PublicFrame>
  );
}
