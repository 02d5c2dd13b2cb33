import { describe, expect, test } from "vitest";
import type { CertificateFacts } from "../evidence.ts";
import { type CertificateFault, certificateFaults } from "./certificate-faults.ts";

const now = new Date("2026-03-10T12:00:00Z");

function certificate(change: Partial<CertificateFacts> = {}): CertificateFacts {
  return {
    subject: "CN=mx.a.test",
    issuer: "CN=Test CA",
    dnsNames: ["mx.a.test"],
    notBefore: "2026-01-01T00:00:00.000Z",
    notAfter: "2026-06-01T00:00:00.000Z",
    fingerprint256: "AA",
    ...change,
  };
}

const leaf = certificate();
const issuer = certificate({ subject: "CN=Test CA", issuer: "CN=Test root", dnsNames: [] });
const oldIssuer = { ...issuer, notAfter: "2026-03-01T00:00:00.000Z" };
const expired = certificate({ notAfter: "2026-03-10T11:59:59.000Z" });
const early = certificate({ notBefore: "2026-03-10T12:00:01.000Z" });
const other = certificate({ dnsNames: ["www.a.test"] });
const own = certificate({ issuer: "CN=mx.a.test" });

type Row = {
  what: string;
  chain: CertificateFacts[];
  error: string | null;
  faults: CertificateFault[];
};

const rows: Row[] = [
  { what: "a good chain", chain: [leaf, issuer], error: null, faults: [] },
  { what: "no certificate at all", chain: [], error: null, faults: ["no-certificate"] },
  { what: "no certificate, and an error", chain: [], error: "X", faults: ["no-certificate"] },
  { what: "an expired leaf", chain: [expired, issuer], error: null, faults: ["expired"] },
  {
    what: "an expired leaf, said twice",
    chain: [expired, issuer],
    error: "CERT_HAS_EXPIRED",
    faults: ["expired"],
  },
  {
    what: "an expired issuer on the path",
    chain: [leaf, oldIssuer],
    error: "CERT_HAS_EXPIRED",
    faults: ["expired"],
  },
  { what: "an expired issuer beside a good path", chain: [leaf, oldIssuer], error: null, faults: [] },
  { what: "a leaf of the future", chain: [early, issuer], error: null, faults: ["not-yet-valid"] },
  {
    what: "an issuer of the future",
    chain: [leaf, issuer],
    error: "CERT_NOT_YET_VALID",
    faults: ["not-yet-valid"],
  },
  {
    what: "in its last second",
    chain: [certificate({ notAfter: now.toISOString() }), issuer],
    error: null,
    faults: [],
  },
  {
    what: "in its first second",
    chain: [certificate({ notBefore: now.toISOString() }), issuer],
    error: null,
    faults: [],
  },
  {
    what: "an end nobody can read",
    chain: [certificate({ notAfter: "?" })],
    error: null,
    faults: ["expired"],
  },
  {
    what: "a start nobody can read",
    chain: [certificate({ notBefore: "" })],
    error: null,
    faults: ["not-yet-valid"],
  },
  { what: "another host's name", chain: [other, issuer], error: null, faults: ["name"] },
  {
    what: "the name in the subject alone",
    chain: [certificate({ dnsNames: [] }), issuer],
    error: null,
    faults: ["name"],
  },
  {
    what: "a wildcard for the host",
    chain: [certificate({ dnsNames: ["x.test", "*.A.test"] })],
    error: null,
    faults: [],
  },
  {
    what: "a root nobody knows",
    chain: [leaf, issuer],
    error: "SELF_SIGNED_CERT_IN_CHAIN",
    faults: ["untrusted"],
  },
  {
    what: "an issuer's issuer nobody knows",
    chain: [leaf, issuer],
    error: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    faults: ["untrusted"],
  },
  {
    what: "the leaf alone",
    chain: [leaf],
    error: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
    faults: ["incomplete"],
  },
  {
    what: "the leaf alone, in the other words",
    chain: [leaf],
    error: "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
    faults: ["incomplete"],
  },
  { what: "its own issuer", chain: [own], error: "DEPTH_ZERO_SELF_SIGNED_CERT", faults: ["self-signed"] },
  {
    what: "its own issuer, known to the operator",
    chain: [own],
    error: null,
    faults: [],
  },
  {
    what: "its own issuer, expired: OpenSSL says the expiry alone",
    chain: [{ ...own, notAfter: "2026-03-01T00:00:00.000Z" }],
    error: "CERT_HAS_EXPIRED",
    faults: ["expired", "self-signed"],
  },
  { what: "an error of another kind", chain: [leaf, issuer], error: "CERT_REVOKED", faults: ["untrusted"] },
  {
    what: "everything at once",
    chain: [certificate({ notAfter: "2026-03-01T00:00:00.000Z", dnsNames: ["b.test"] }), issuer],
    error: "SELF_SIGNED_CERT_IN_CHAIN",
    faults: ["expired", "untrusted", "name"],
  },
];

describe("certificateFaults", () => {
  test.each(rows)("$what → $faults", ({ chain, error, faults }) => {
    expect(certificateFaults(chain, error, "mx.a.test", now)).toEqual(faults);
  });
});
