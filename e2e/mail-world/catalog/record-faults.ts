import type { Fault } from "./fault.ts";
import { healthy } from "./healthy.ts";

const mailto = (domain: string) => `rua=mailto:tls-reports@${domain}`;

/** Faults of the two TXT records (RFC 8460 §3, RFC 8461 §3.1). */
export const recordFaults = {
  "tlsrpt-absent": (domain) => healthy(domain, { tlsRpt: null }),
  "tlsrpt-several-records": (domain) =>
    healthy(domain, {
      tlsRpt: [`v=TLSRPTv1; ${mailto(domain)}`, `v=TLSRPTv1; rua=mailto:others@${domain}`],
    }),
  "tlsrpt-version-misspelt": (domain) => healthy(domain, { tlsRpt: `v=TLSRPT1; ${mailto(domain)}` }),
  "tlsrpt-version-lower-case": (domain) => healthy(domain, { tlsRpt: `v=tlsrptv1; ${mailto(domain)}` }),
  "tlsrpt-rua-missing": (domain) => healthy(domain, { tlsRpt: "v=TLSRPTv1;" }),
  "tlsrpt-rua-without-scheme": (domain) =>
    healthy(domain, { tlsRpt: `v=TLSRPTv1; rua=tls-reports@${domain}` }),
  "tlsrpt-rua-plain-http": (domain) =>
    healthy(domain, { tlsRpt: `v=TLSRPTv1; rua=http://${domain}/reports` }),
  "tlsrpt-semicolon-doubled": (domain) => healthy(domain, { tlsRpt: `v=TLSRPTv1;; ${mailto(domain)}` }),
  /** The wildcard answers for `_smtp._tls` with a record that is none of TLS-RPT's. */
  "tlsrpt-wildcard-answer": (domain) => healthy(domain, { tlsRpt: null, txt: { "*": "v=spf1 -all" } }),
  /** The record stands at the domain itself. */
  "tlsrpt-wrong-place": (domain) =>
    healthy(domain, { tlsRpt: null, txt: { "": `v=TLSRPTv1; ${mailto(domain)}` } }),

  "mtasts-absent": (domain) => healthy(domain, { mtaSts: null }),
  "mtasts-several-records": (domain) =>
    healthy(domain, { mtaSts: ["v=STSv1; id=20260101T000000;", "v=STSv1; id=20260201T000000;"] }),
  "mtasts-version-misspelt": (domain) => healthy(domain, { mtaSts: "v=STS1; id=20260101T000000;" }),
  "mtasts-id-missing": (domain) => healthy(domain, { mtaSts: "v=STSv1;" }),
  "mtasts-id-with-hyphens": (domain) => healthy(domain, { mtaSts: "v=STSv1; id=2026-01-01;" }),
  "mtasts-id-too-long": (domain) => healthy(domain, { mtaSts: `v=STSv1; id=${"7".repeat(33)};` }),
  "mtasts-cname-dangling": (domain) =>
    healthy(domain, {
      mtaSts: null,
      records: [{ name: "_mta-sts", type: "CNAME", data: "_mta-sts.provider.test" }],
    }),
} satisfies Record<string, Fault>;
