import type { SectionName } from "#lib/core/audit/section.ts";

/** What each part is called everywhere, in any language; its address on the page. */
export const sectionNames: Record<SectionName, { short: string; id: string }> = {
  mx: { short: "MX", id: "mx" },
  spf: { short: "SPF", id: "spf" },
  dkim: { short: "DKIM", id: "dkim" },
  dmarc: { short: "DMARC", id: "dmarc" },
  mtaSts: { short: "MTA-STS", id: "mta-sts" },
  tlsRpt: { short: "TLS-RPT", id: "tls-rpt" },
  dane: { short: "DANE", id: "dane" },
  caa: { short: "CAA", id: "caa" },
  bimi: { short: "BIMI", id: "bimi" },
};
