import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { localeMetadata } from "../../_parts/locale-metadata.ts";
import { type LocaleParams, pageLocale } from "../../_parts/page-locale.ts";
import { type LearnSlug, learnPath } from "../_registry/learn.ts";

/** What Next gives to a page of this folder. */
export type LearnProps = { params: LocaleParams };

/** A page's metadata, from the catalogs: `export const generateMetadata = learnMetadata("…")`. */
export function learnMetadata(slug: LearnSlug): (props: LearnProps) => Promise<Metadata> {
  return async ({ params }) => {
    const locale = await pageLocale(params);
    const t = await getTranslations({ locale, namespace: "learn.pages" });
    const words = { title: t(`${slug}.title`), description: t(`${slug}.description`) };
    return localeMetadata(locale, learnPath(slug), words);
  };
}
