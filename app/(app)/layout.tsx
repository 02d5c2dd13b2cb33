import type { Metadata, Viewport } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Document } from "../_ui/document.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations();
  const product = t("common.product");
  return { title: { default: product, template: `%s · ${product}` }, description: t("landing.description") };
}

export const viewport: Viewport = { colorScheme: "light dark" };

/** Root of every page whose language comes from the cookie or the browser. */
export default function AppRootLayout({ children }: { children: ReactNode }) {
  return <Document>{children}</Document>;
}
