import type { Metadata, Viewport } from "next";
import { connection } from "next/server";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { type Locale, locales } from "#lib/i18n/locale.ts";
import { env } from "#lib/server/env.ts";
import { Document } from "../_ui/document.tsx";
import { type LocaleParams, layoutLocale } from "./_parts/page-locale.ts";

type Props = { children: ReactNode; params: LocaleParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  // Where this installation stands is known when it runs, not when it is built.
  await connection();
  const t = await getTranslations({ locale: await layoutLocale(params), namespace: "common" });
  return {
    metadataBase: new URL(env().publicUrl),
    title: { default: t("product"), template: `%s · ${t("product")}` },
  };
}

export const viewport: Viewport = { colorScheme: "light dark" };

/** Any other first segment is an address that does not exist, and gets the answer for those. */
export const dynamicParams = false;

export function generateStaticParams(): { locale: Locale }[] {
  return locales.map((locale) => ({ locale }));
}

/** Root of the public pages, whose address says their language. */
export default async function LocaleRootLayout({ children, params }: Props) {
  await layoutLocale(params);
  return <Document>{children}</Document>;
}
