import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PageHeader } from "../../_ui/page-header.tsx";
import { LocaleFrame } from "../_parts/locale-frame.tsx";
import { localeMetadata } from "../_parts/locale-metadata.ts";
import { type LocaleParams, pageLocale } from "../_parts/page-locale.ts";
import { ToolIndex } from "./_parts/tool-index.tsx";

type Props = { params: LocaleParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = await pageLocale(params);
  const t = await getTranslations({ locale, namespace: "tools.index" });
  return localeMetadata(locale, "/tools", { title: t("title"), description: t("description") });
}

/** All tools, by what they are about. */
export default async function ToolsPage({ params }: Props) {
  await pageLocale(params);
  const t = await getTranslations("tools.index");
  return (
    <LocaleFrame path="/tools">
      <PageHeader title={t("title")} description={t("lead")} />
      <ToolIndex />
    </LocaleFrame>
  );
}
