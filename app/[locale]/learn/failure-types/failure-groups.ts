import type { RegisteredResultType } from "#lib/core/tlsrpt/result-type.ts";

/** A type of the registry, or one of the two that stand for what is not in it. */
export type FailureTypeKey = RegisteredResultType | "unknown" | "none";

/** The types in the order of RFC 8460 §4.3, with how to look for the fault oneself. */
export const failureGroups = [
  {
    id: "negotiation",
    types: [
      "starttls-not-supported",
      "certificate-host-mismatch",
      "certificate-expired",
      "certificate-not-trusted",
      "validation-failure",
    ],
  },
  { id: "sts", types: ["sts-policy-fetch-error", "sts-policy-invalid", "sts-webpki-invalid"] },
  { id: "dane", types: ["tlsa-invalid", "dnssec-invalid", "dane-required"] },
  { id: "other", types: ["unknown", "none"] },
] as const satisfies readonly { id: string; types: readonly FailureTypeKey[] }[];

const connect = "openssl s_client -starttls smtp -connect mx1.example.com:25 -servername mx1.example.com";
const policyUrl = "https://mta-sts.example.com/.well-known/mta-sts.txt";

/** A command that shows the fault, for the example domain; `null` where there is nothing to look at. */
export const failureCommands: Record<FailureTypeKey, string | null> = {
  "starttls-not-supported": `${connect} -brief </dev/null`,
  "certificate-host-mismatch": `${connect} </dev/null | openssl x509 -noout -subject -ext subjectAltName`,
  "certificate-expired": `${connect} </dev/null | openssl x509 -noout -dates`,
  "certificate-not-trusted": `${connect} -showcerts -verify_return_error </dev/null`,
  "validation-failure": `${connect} -tls1_2 -brief </dev/null`,
  "tlsa-invalid": "dig +dnssec _25._tcp.mx1.example.com TLSA",
  "dnssec-invalid": "delv example.com MX && delv _25._tcp.mx1.example.com TLSA",
  "dane-required": "delv _25._tcp.mx1.example.com TLSA",
  "sts-policy-fetch-error": `curl -sv -o /dev/null ${policyUrl}`,
  "sts-policy-invalid": `curl -s ${policyUrl} | cat -A`,
  "sts-webpki-invalid":
    "openssl s_client -connect mta-sts.example.com:443 -servername mta-sts.example.com -verify_hostname mta-sts.example.com -brief </dev/null",
  unknown: null,
  none: null,
};
