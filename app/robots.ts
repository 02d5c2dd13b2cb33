import type { MetadataRoute } from "next";
import { env } from "#lib/server/env.ts";

export const dynamic = "force-dynamic";

/** Nobody's crawler needs the signed-in pages, nor should one make us look at strangers' domains. */
export default function robots(): MetadataRoute.Robots {
  return {
    rules: { userAgent: "*", disallow: ["/api/", "/o/", "/account", "/domains", "/*?domain="] },
    sitemap: `${env().publicUrl}/sitemap.xml`,
  };
}
