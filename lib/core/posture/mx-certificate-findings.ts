import type { CertificateFacts, MxTls } from "../evidence.ts";
import { type Finding, finding, type Severity } from "../finding.ts";
import { type CertificateFault, certificateFaults } from "../tls/certificate-faults.ts";
import { expiryMark } from "./certificate-expiry.ts";
import { type MxStakes, stakesData } from "./mx-fault-finding.ts";
import { excerpt } from "./part.ts";

const codes: Record<CertificateFault, string> = {
  "no-certificate": "mx-certificate-missing",
  expired: "mx-certificate-expired",
  "not-yet-valid": "mx-certificate-not-yet-valid",
  untrusted: "mx-certificate-not-trusted",
  incomplete: "mx-certificate-chain-incomplete",
  "self-signed": "mx-certificate-self-signed",
  name: "mx-certificate-name",
};

/**
 * Everything that is wrong with what one address of an MX host presents (RFC 8461 §4.2), or soon will be. Only senders
 * with a policy look at it: an error under one, and without one a warning of what a policy would bring to light.
 */
export function mxCertificateFindings(
  at: { host: string; address: string },
  { chain, chainError }: MxTls,
  { stakes, now }: { stakes: MxStakes; now: Date },
): Finding[] {
  const found = certificateFaults(chain, chainError, at.host, now);
  const severity: Severity = stakes.mode === "none" ? "warning" : "error";
  const told = found.map((fault) => {
    const data = { ...at, ...stakesData(stakes), ...factsOf(culprit(fault, chain, now), chainError) };
    return finding(codes[fault], severity, { clause: "RFC 8461 §4.2", subject: at.host, data });
  });
  const [leaf] = chain;
  const isDated = found.includes("expired") || found.includes("not-yet-valid");
  return leaf === undefined || isDated ? told : [...told, ...expiring(at, leaf, { stakes, now })];
}

function expiring(
  at: { host: string; address: string },
  leaf: CertificateFacts,
  { stakes, now }: { stakes: MxStakes; now: Date },
): Finding[] {
  const mark = expiryMark(leaf, now);
  if (mark === null) return [];
  const { severity, ...when } = mark;
  const rest = { clause: "RFC 8461 §4.2", subject: at.host, data: { ...at, ...stakesData(stakes), ...when } };
  return [finding("mx-certificate-expiring", stakes.mode === "none" ? "info" : severity, rest)];
}

/** An issuer may be the one that is out of date; all else is about the leaf. */
function culprit(
  fault: CertificateFault,
  chain: CertificateFacts[],
  now: Date,
): CertificateFacts | undefined {
  switch (fault) {
    case "expired":
      return chain.find(({ notAfter }) => !(now.getTime() <= Date.parse(notAfter)));
    case "not-yet-valid":
      return chain.find(({ notBefore }) => !(Date.parse(notBefore) <= now.getTime()));
    case "no-certificate":
    case "untrusted":
    case "incomplete":
    case "self-signed":
    case "name":
      return chain[0];
    default:
      return fault satisfies never;
  }
}

/** `none` stands for what is empty or cannot be read. OpenSSL may find an issuer out of date that was not presented. */
function factsOf(certificate: CertificateFacts | undefined, chainError: string | null): Finding["data"] {
  const orNone = (text: string | undefined) => (text ? excerpt(text) : "none");
  return {
    certificate: orNone(certificate?.subject),
    issuer: orNone(certificate?.issuer),
    notBefore: orNone(certificate?.notBefore.slice(0, 10)),
    notAfter: orNone(certificate?.notAfter.slice(0, 10)),
    names: orNone(certificate?.dnsNames.join(", ")),
    detail: chainError ?? "",
  };
}
