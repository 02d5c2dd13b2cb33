import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requestContext, signedIn } from "#lib/server/auth/request-context.ts";
import { ClientMessages } from "../../_ui/client-messages.tsx";
import { PageHeader } from "../../_ui/page-header.tsx";
import { PublicFrame } from "../../_ui/public-frame.tsx";
import { FormAside, FormCard } from "../_account/form-card.tsx";
import { homePath } from "../sign-in/_parts/return-path.ts";
import { RequestForm } from "./request-form.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.signUp");
  return { title: t("title") };
}

export default async function SignUpPage() {
  if (await signedIn()) redirect(homePath);
  const { settings, mailer } = await requestContext();
  const t = await getTranslations("accounts.signUp");
  const open = settings.signUp === "open" && mailer !== null;
  const link = (words: React.ReactNode) => <Link href="/sign-in">{words}</Link>;
  return (
    <PublicFrame width="narrow">
      <PageHeader
        title={open ? t("title") : t("closedTitle")}
        description={open ? t("text") : t("closedText")}
      />
      {open ? (
        <FormCard>
          <ClientMessages namespaces={["accounts.signUp", "accounts.field", "accounts.problem"]}>
            <RequestForm />
          </ClientMessages>
        </FormCard>
      ) : null}
      <FormAside>{t.rich("haveAccount", { link })}</FormAside>
    </PublicFrame>
  );
}
