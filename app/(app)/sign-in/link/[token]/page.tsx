import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { findSignInLink } from "#lib/services/accounts/find-sign-in-link.ts";
import { ClientMessages } from "../../../../_ui/client-messages.tsx";
import { PageHeader } from "../../../../_ui/page-header.tsx";
import { PublicFrame } from "../../../../_ui/public-frame.tsx";
import { FormCard } from "../../../_account/form-card.tsx";
import { RedeemForm } from "./redeem-form.tsx";

type Props = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.operatorLink");
  return { title: t("title"), robots: { index: false } };
}

/** The operator's one-time link. Opening it spends nothing; the button does. */
export default async function OperatorLinkPage({ params }: Props) {
  const { token } = await params;
  const found = await findSignInLink(await requestContext(), token);
  const t = await getTranslations("accounts");
  if (!found) {
    return (
      <PublicFrame width="narrow">
        <PageHeader title={t("operatorLink.invalidTitle")} description={t("operatorLink.invalidText")} />
        <Link href="/sign-in">{t("checkMail.back")}</Link>
      </PublicFrame>
    );
  }
  const { email } = found;
  return (
    <PublicFrame width="narrow">
      <PageHeader title={t("operatorLink.title")} description={t("operatorLink.text", { email })} />
      <FormCard>
        <ClientMessages namespaces={["accounts.operatorLink", "accounts.problem"]}>
          <RedeemForm token={token} email={email} />
        </ClientMessages>
      </FormCard>
    </PublicFrame>
  );
}
