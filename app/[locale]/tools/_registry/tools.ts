/**
 * Every public tool, in the order of the index. The index, the sitemap, the links between tools and `hreflang` are made
 * from this list. The texts of a tool stand in the catalogs under `tools.list.<slug>`.
 */
export const tools = [
  {
    slug: "tls-rpt-generator",
    group: "tls-rpt",
    looksOutside: false,
    next: ["tls-rpt-inspector", "mta-sts-generator"],
  },
  {
    slug: "tls-rpt-validator",
    group: "tls-rpt",
    looksOutside: false,
    next: ["tls-rpt-inspector", "tls-rpt-generator"],
  },
  {
    slug: "tls-rpt-inspector",
    group: "tls-rpt",
    looksOutside: true,
    next: ["tls-rpt-generator", "mta-sts-inspector", "domain-audit"],
  },
  {
    slug: "mta-sts-generator",
    group: "mta-sts",
    looksOutside: true,
    next: ["mta-sts-inspector", "tls-rpt-generator", "mta-sts-validator"],
  },
  {
    slug: "mta-sts-validator",
    group: "mta-sts",
    looksOutside: false,
    next: ["mta-sts-inspector", "mta-sts-generator"],
  },
  {
    slug: "mta-sts-inspector",
    group: "mta-sts",
    looksOutside: true,
    next: ["mta-sts-generator", "tls-rpt-inspector", "mta-sts-validator"],
  },
  {
    slug: "domain-audit",
    group: "domain",
    looksOutside: true,
    next: ["mta-sts-inspector", "tls-rpt-inspector", "mta-sts-generator"],
  },
  {
    slug: "report-analyser",
    group: "domain",
    looksOutside: false,
    next: ["tls-rpt-inspector", "test-report", "domain-audit"],
  },
  {
    slug: "test-report",
    group: "domain",
    looksOutside: false,
    next: ["report-analyser", "tls-rpt-generator"],
  },
  {
    slug: "tlsa-checker",
    group: "dane",
    looksOutside: false,
    next: ["domain-audit", "mta-sts-inspector", "report-analyser"],
  },
] as const satisfies readonly Entry[];

/** What a tool is about; the index has one part for each. */
export const toolGroups = ["tls-rpt", "mta-sts", "dane", "domain"] as const;

export type ToolGroup = (typeof toolGroups)[number];

export type ToolSlug = (typeof tools)[number]["slug"];

export type Tool = {
  slug: ToolSlug;
  group: ToolGroup;
  /** It asks DNS or other hosts, so it is rate-limited and has a JSON form under `/api/tools/<slug>`. */
  looksOutside: boolean;
  /** The tools that a visitor needs after this one, the likeliest first. */
  next: readonly ToolSlug[];
};

type Entry = { slug: string; group: ToolGroup; looksOutside: boolean; next: readonly string[] };

export function toolOf(slug: ToolSlug): Tool {
  const found: Tool | undefined = tools.find((tool) => tool.slug === slug);
  if (found === undefined) throw new Error(`no tool is called ${slug}`);
  return found;
}

/** Where a tool stands, without its language. */
export function toolPath(slug: ToolSlug): string {
  return `/tools/${slug}`;
}
