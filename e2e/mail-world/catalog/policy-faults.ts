import type { CertificateDescription } from "../description.ts";
import type { Fault } from "./fault.ts";
import { healthy, withPolicy, withPolicyText } from "./healthy.ts";

const certificate = (kind: CertificateDescription): Fault => withPolicy({ certificate: kind });

/** Faults of the policy host and of the policy text (RFC 8461 §3.2 and §3.3). */
export const policyFaults = {
  "policy-host-absent": (domain) => healthy(domain, { policy: null }),
  "policy-connection-refused": withPolicy({ connection: "refused" }),
  "policy-connection-silent": withPolicy({ connection: "silent" }),
  "policy-tls-reset": withPolicy({ connection: "reset" }),
  "policy-not-tls": withPolicy({ connection: "not-tls" }),
  "policy-old-tls": withPolicy({ tls: "old" }),
  "policy-expired-certificate": certificate("expired"),
  "policy-not-yet-valid-certificate": certificate("not-yet-valid"),
  "policy-wrong-name-certificate": certificate("wrong-name"),
  "policy-self-signed-certificate": certificate("self-signed"),
  "policy-untrusted-certificate": certificate("untrusted-ca"),
  "policy-incomplete-chain": certificate("incomplete-chain"),
  "policy-no-san-certificate": certificate("no-san"),
  "policy-certificate-expires-soon": certificate({ validDays: 5 }),

  "policy-redirect": (domain) =>
    healthy(domain, {
      policy: {
        text: "Moved\n",
        status: 301,
        location: `https://www.${domain}/.well-known/mta-sts.txt`,
      },
    }),
  "policy-404": withPolicy({ status: 404, text: "not found\n" }),
  "policy-500": withPolicy({ status: 500, text: "internal error\n" }),
  "policy-headers-never": withPolicy({ response: "none" }),
  "policy-drip": withPolicy({ response: "drip", dripMs: 2000 }),
  "policy-cut-off": withPolicy({ response: "cut-off" }),
  "policy-not-http": withPolicy({ response: "not-http" }),
  "policy-oversize": withPolicy({ bytes: 2_000_000 }),
  "policy-html-type": withPolicy({ contentType: "text/html; charset=utf-8" }),
  "policy-no-type": withPolicy({ contentType: null }),
  /** A single-page site that answers every path with its front page and 200. */
  "policy-html-page": withPolicy({
    contentType: "text/html; charset=utf-8",
    text: "<!doctype html>\n<title>Welcome</title>\n<p>Welcome.</p>\n",
  }),

  "policy-empty": withPolicyText(""),
  "policy-blank-line": withPolicyText("version: STSv1\n\nmode: enforce\n{mx}\nmax_age: 604800\n"),
  "policy-version-missing": withPolicyText("mode: enforce\n{mx}\nmax_age: 604800\n"),
  "policy-mode-misspelt": withPolicy({ mode: "enforced" }),
  "policy-mode-upper-case": withPolicy({ mode: "Enforce" }),
  "policy-max-age-missing": withPolicyText("version: STSv1\nmode: enforce\n{mx}\n"),
  "policy-max-age-too-large": withPolicy({ maxAge: 31_557_601 }),
  "policy-max-age-short": withPolicy({ maxAge: 3600 }),
  "policy-mx-missing": withPolicyText("version: STSv1\nmode: enforce\nmax_age: 604800\n"),
  "policy-mx-not-covered": (domain) =>
    healthy(domain, { policy: { mode: "enforce", mx: [`mx1.${domain}`] } }),
  "policy-mx-pattern-unused": (domain) =>
    healthy(domain, { policy: { mode: "enforce", mx: [`mx1.${domain}`, `mx2.${domain}`, `old.${domain}`] } }),
  /** `*.example` covers one label only, so it misses hosts two labels down (RFC 8461 §4.1). */
  "policy-wildcard-too-short": (domain) =>
    healthy(domain, {
      mx: [{ host: `mx1.in.${domain}` }],
      policy: { mode: "enforce", mx: [`*.${domain}`] },
    }),

  /** Two addresses, of which the second still serves what stood there before. */
  "policy-addresses-differ": (domain) =>
    healthy(domain, { policy: [{ mode: "enforce" }, { mode: "testing" }] }),
  "policy-second-address-refused": (domain) =>
    healthy(domain, { policy: [{ mode: "enforce" }, { mode: "enforce", connection: "refused" }] }),
} satisfies Record<string, Fault>;
