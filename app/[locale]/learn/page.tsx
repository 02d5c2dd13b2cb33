import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "../../_ui/page-header.tsx";
import { LocaleFrame } from "../_parts/locale-frame.tsx";
import { localeMetadata } from "../_parts/locale-metadata.ts";
import { pageLocale } from "../_parts/page-locale.ts";
import { LearnCards } from "./_parts/learn-cards.tsx";
import type { LearnProps } from "./_parts/learn-metadata.ts";
import { learnPages } from "./_registry/learn.ts";

export async function generateMetadata({ params }: LearnProps): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = await getTranslations({ locale, namespace: "learn.index" });
  return localeMetadata(locale, "/learn", { title: t("title"), description: t("description") });
}

/** All pages that explain something, in the order of reading. */
export default async function LearnIndexPage({ params }: LearnProps) {
  await pageLocale(params);
  const t = await getTranslations("learn.index");
  return (
    <LocaleFrame path="/learn">
      <PageHeader title={t("title")} description={t("lead")} />
      <LearnCards slugs={learnPages.map(({ slug }) => slug)} headingLevel={2} />
    </LocaleFrame>
  );
}
