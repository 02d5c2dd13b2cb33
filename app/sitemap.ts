import type { MetadataRoute } from "next";
import { locales } from "#lib/i18n/locale.ts";
import { env } from "#lib/server/env.ts";
import { languageAlternates } from "./[locale]/_parts/locale-metadata.ts";
import { localePath } from "./[locale]/_parts/locale-path.ts";
import { publicPaths } from "./[locale]/_parts/public-paths.ts";

/** Where this installation stands is known when it runs, not when it is built. */
export const dynamic = "force-dynamic";

export default function sitemap(): MetadataRoute.Sitemap {
  const base = env().publicUrl;
  return [{ url: `${base}/` }, ...publicPaths().flatMap((path) => inEveryLanguage(base, path))];
}

function inEveryLanguage(base: string, path: string): MetadataRoute.Sitemap {
  const languages = Object.fromEntries(
    Object.entries(languageAlternates(path)).map(([language, address]) => [language, base + address]),
  );
  return locales.map((locale) => ({ url: base + localePath(locale, path), alternates: { languages } }));
}
