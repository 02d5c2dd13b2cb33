import type { TlsaCheck } from "#lib/core/dane/check-pasted.ts";

/** What the form holds, as typed. */
export type CheckFields = { records: string; chain: string; host: string; domain: string };

/** Why nothing was checked; `position` from 1, of the certificate that cannot be read, else 0. */
export type CheckProblem = {
  code: "too-long" | "private-key" | "no-certificate" | "damaged" | "host-invalid" | "domain-invalid";
  position: number;
};

/** A certificate as people know it; times in ISO 8601, `""` for one that no clock can show. */
export type ShownCertificate = {
  subject: string;
  issuer: string;
  notBefore: string;
  notAfter: string;
  dnsNames: string[];
};

export type CheckState = {
  fields: CheckFields;
  outcome:
    | { kind: "waiting" }
    | { kind: "problem"; problem: CheckProblem }
    | { kind: "checked"; check: TlsaCheck; certificates: ShownCertificate[]; leftOut: number };
};

export const nothingChecked: CheckState = {
  fields: { records: "", chain: "", host: "", domain: "" },
  outcome: { kind: "waiting" },
};
