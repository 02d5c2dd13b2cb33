import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "../../../_ui/page-header.tsx";
import { PublicFrame } from "../../../_ui/public-frame.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts.checkMail");
  return { title: t("title") };
}

export default async function CheckMailPage() {
  const t = await getTranslations("accounts.checkMail");
  return (
    <PublicFrame width="narrow">
      <PageHeader title={t("title")} description={t("text")} />
      <Link href="/sign-in">{t("back")}</Link>
    </PublicFrame>
  );
}
