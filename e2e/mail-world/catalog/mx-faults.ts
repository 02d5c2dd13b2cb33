import type { CertificateDescription } from "../description.ts";
import type { Fault } from "./fault.ts";
import { withSecondMx } from "./healthy.ts";

const certificate = (kind: CertificateDescription): Fault => withSecondMx({ certificate: kind });

/** Faults of an MX host (RFC 8461 §4.2), always the second one of two. */
export const mxFaults = {
  "mx-connection-refused": withSecondMx({ connection: "refused" }),
  "mx-silent": withSecondMx({ connection: "silent" }),
  "mx-reset": withSecondMx({ connection: "reset" }),
  "mx-banner-554": withSecondMx({ banner: "554 5.7.1 No SMTP service for you" }),
  "mx-banner-421": withSecondMx({ banner: "421 4.3.2 Too busy" }),
  "mx-no-starttls": withSecondMx({ starttls: "not-offered" }),
  "mx-starttls-refused": withSecondMx({ starttls: "refused" }),
  "mx-starttls-silent": withSecondMx({ starttls: "silent" }),
  "mx-starttls-broken": withSecondMx({ starttls: "broken" }),
  "mx-old-tls": withSecondMx({ tls: "old" }),
  "mx-expired-certificate": certificate("expired"),
  "mx-not-yet-valid-certificate": certificate("not-yet-valid"),
  "mx-wrong-name-certificate": certificate("wrong-name"),
  "mx-self-signed-certificate": certificate("self-signed"),
  "mx-untrusted-certificate": certificate("untrusted-ca"),
  "mx-incomplete-chain": certificate("incomplete-chain"),
  "mx-no-san-certificate": certificate("no-san"),
  "mx-certificate-expires-soon": certificate({ validDays: 5 }),
  /** One host, two addresses: a machine behind the balancer that the renewal missed. */
  "mx-second-address-expired": withSecondMx([{}, { certificate: "expired" }]),
} satisfies Record<string, Fault>;
