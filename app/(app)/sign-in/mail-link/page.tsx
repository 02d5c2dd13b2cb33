import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "../../../_ui/page-header.tsx";
import { PublicFrame } from "../../../_ui/public-frame.tsx";
import { SubmitButton } from "../../../_ui/submit-button.tsx";
import { FormCard } from "../../_account/form-card.tsx";
import { wrappingButton } from "../../_account/wrapping-button.ts";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.mailLink");
  return { title: t("title"), robots: { index: false } };
}

/** Where a mailed link leads. Opening it spends nothing, since mail filters do that too; the button does. */
export default async function MailLinkPage({ searchParams }: Props) {
  const { token, email, callbackUrl } = await searchParams;
  const t = await getTranslations("accounts");
  if (typeof token !== "string" || typeof email !== "string") {
    return (
      <PublicFrame width="narrow">
        <PageHeader title={t("mailLink.brokenTitle")} description={t("mailLink.brokenText")} />
        <Link href="/sign-in">{t("checkMail.back")}</Link>
      </PublicFrame>
    );
  }
  const fields = { token, email, callbackUrl: typeof callbackUrl === "string" ? callbackUrl : "/" };
  return (
    <PublicFrame width="narrow">
      <PageHeader title={t("mailLink.title")} description={t("mailLink.text", { email })} />
      <FormCard>
        <form method="get" action="/api/auth/callback/email">
          {Object.entries(fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <SubmitButton {...wrappingButton}>{t("mailLink.submit", { email })}</SubmitButton>
        </form>
      </FormCard>
    </PublicFrame>
  );
}
