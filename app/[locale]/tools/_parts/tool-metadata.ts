import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { parseDomainName } from "#lib/core/domain-name.ts";
import { localeMetadata } from "../../_parts/locale-metadata.ts";
import { pageLocale } from "../../_parts/page-locale.ts";
import { type ToolSlug, toolPath } from "../_registry/tools.ts";
import { queryValue } from "./query-value.ts";
import type { ToolProps } from "./tool-props.ts";

/** A tool page's metadata, from the registry and the catalogs: `export const generateMetadata = toolMetadata("…")`. */
export function toolMetadata(slug: ToolSlug): (props: ToolProps) => Promise<Metadata> {
  return async ({ params, searchParams }) => {
    const locale = await pageLocale(params);
    const t = await getTranslations({ locale, namespace: "tools" });
    const words = { title: t(`list.${slug}.title`), description: t(`list.${slug}.description`) };
    const metadata = localeMetadata(locale, toolPath(slug), words);
    // A result has a title of its own: it tells tabs apart, and the router reads it out when the result is there.
    const domain = parseDomainName((await queryValue(searchParams, "domain")) ?? "");
    if (!domain.ok) return metadata;
    return { ...metadata, title: t("page.titleWithDomain", { domain: domain.unicode, title: words.title }) };
  };
}
