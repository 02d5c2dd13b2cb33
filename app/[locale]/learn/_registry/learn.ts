/**
 * Every page that explains something, in the order of reading. Index, sitemap, `hreflang` and the links at the end of each
 * page are made from this list; titles stand in the catalogs under `learn.pages.<slug>`.
 */
export const learnPages = [
  {
    slug: "tls-rpt",
    next: ["mta-sts", "rollout"],
    tools: ["tls-rpt-generator", "tls-rpt-inspector"],
  },
  {
    slug: "mta-sts",
    next: ["rollout", "faq"],
    tools: ["mta-sts-generator", "mta-sts-inspector"],
  },
  {
    slug: "rollout",
    next: ["failure-types", "reading-a-report"],
    tools: ["domain-audit", "tls-rpt-generator", "mta-sts-generator"],
  },
  {
    slug: "failure-types",
    next: ["reading-a-report", "rollout"],
    tools: ["report-analyser", "domain-audit"],
  },
  {
    slug: "reading-a-report",
    next: ["failure-types", "faq"],
    tools: ["report-analyser"],
  },
  {
    slug: "faq",
    next: ["tls-rpt", "mta-sts"],
    tools: ["tls-rpt-generator", "mta-sts-generator"],
  },
] as const satisfies readonly Entry[];

export type LearnSlug = (typeof learnPages)[number]["slug"];

export type LearnEntry = (typeof learnPages)[number];

type Entry = { slug: string; next: readonly string[]; tools: readonly string[] };

export function learnPageOf(slug: LearnSlug): LearnEntry {
  const found = learnPages.find((page) => page.slug === slug);
  if (found === undefined) throw new Error(`no page is called ${slug}`);
  return found;
}

/** Where a page stands, without its language. */
export function learnPath(slug: LearnSlug): string {
  return `/learn/${slug}`;
}
