import type { DnsFault } from "../description.ts";
import type { Fault } from "./fault.ts";
import { healthy, healthyDane } from "./healthy.ts";

type FaultyType = "TXT" | "MX" | "A" | "TLSA";

/** Healthy behind a name server that gets one question wrong, for every domain name in `names`. */
function failing(type: FaultyType, fault: DnsFault, ...names: string[]): Fault {
  return (domain) => healthy(domain, { dnsFaults: names.map((name) => ({ name, type, fault })) });
}

/** Faults of DNS itself. A look-up that failed says nothing about what is published. */
export const dnsFaults = {
  "dns-servfail-tlsrpt": failing("TXT", "servfail", "_smtp._tls"),
  "dns-servfail-mtasts": failing("TXT", "servfail", "_mta-sts"),
  "dns-servfail-txt": failing("TXT", "servfail", "_smtp._tls", "_mta-sts"),
  "dns-servfail-mx": failing("MX", "servfail", ""),
  "dns-servfail-policy-host": failing("A", "servfail", "mta-sts"),
  "dns-servfail-mx-host": failing("A", "servfail", "mx2"),
  "dns-timeout-txt": failing("TXT", "timeout", "_smtp._tls", "_mta-sts"),
  "dns-timeout-mx": failing("MX", "timeout", ""),
  "dns-refused-txt": failing("TXT", "refused", "_smtp._tls", "_mta-sts"),
  "dns-notimp-txt": failing("TXT", "notimp", "_smtp._tls", "_mta-sts"),
  "dns-bogus-txt": failing("TXT", "bogus", "_smtp._tls", "_mta-sts"),
  "dns-bogus-mx": failing("MX", "bogus", ""),
  "dns-malformed-txt": failing("TXT", "malformed", "_smtp._tls", "_mta-sts"),
  "dns-truncated-without-tcp": failing("TXT", "truncated-without-tcp", "_smtp._tls", "_mta-sts"),
  "dns-cname-loop-mtasts": (domain) =>
    healthy(domain, {
      mtaSts: null,
      records: [
        { name: "_mta-sts", type: "CNAME", data: `_loop.${domain}` },
        { name: "_loop", type: "CNAME", data: `_mta-sts.${domain}` },
      ],
    }),
  "dns-ttl-zero": (domain) => healthy(domain, { ttlSeconds: 0 }),
  "dns-ttl-week": (domain) => healthy(domain, { ttlSeconds: 604_800 }),

  "mx-absent": (domain) => healthy(domain, { mx: [], policy: { mode: "enforce", mx: [`mx1.${domain}`] } }),
  /** RFC 7505: the domain takes no mail, and so a policy for it protects nothing. */
  "mx-null": (domain) =>
    healthy(domain, { mx: [{ host: "" }], policy: { mode: "enforce", mx: [`mx1.${domain}`] } }),
  "mx-host-without-address": (domain) =>
    healthy(domain, { mx: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}`, exists: false }] }),
  /** RFC 5321 §5.1: an MX names a host, never an alias. */
  "mx-host-is-cname": (domain) =>
    healthy(domain, {
      mx: [
        { host: `mx1.${domain}`, smtp: { certificate: { names: [`mx1.${domain}`, `mx2.${domain}`] } } },
        { host: `mx2.${domain}`, exists: false },
      ],
      records: [{ name: "mx2", type: "CNAME", data: `mx1.${domain}` }],
    }),

  "dane-mismatch": (domain) => ({
    ...healthyDane(domain),
    mx: [
      { host: `mx1.${domain}`, tlsa: "matching" },
      { host: `mx2.${domain}`, tlsa: "mismatching" },
    ],
  }),
  "dane-unusable": (domain) => ({
    ...healthyDane(domain),
    mx: [
      { host: `mx1.${domain}`, tlsa: "matching" },
      { host: `mx2.${domain}`, tlsa: "unusable" },
    ],
  }),
  /** TLSA records without DNSSEC: no sender uses them. */
  "dane-insecure": (domain) => ({ ...healthyDane(domain), dnssec: false }),
  "dane-servfail-tlsa": (domain) => ({
    ...healthyDane(domain),
    dnsFaults: [{ name: "_25._tcp.mx2", type: "TLSA", fault: "servfail" }],
  }),
} satisfies Record<string, Fault>;
