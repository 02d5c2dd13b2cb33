import type { PolicyFetch, PolicyFetchFault } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { excerpt } from "./part.ts";

type FailedFetch = Extract<PolicyFetch, { kind: "failed" }>;

/**
 * What each fault is called, and whether it speaks of the domain (`error`) or may as well speak of our own network or
 * resolver (`unknown`).
 */
const faults: Record<PolicyFetchFault, { code: string; severity: "error" | "unknown" }> = {
  "dns-absent": { code: "policy-host-missing", severity: "error" },
  "dns-unreachable": { code: "policy-host-lookup-failed", severity: "unknown" },
  "target-refused": { code: "policy-host-not-public", severity: "unknown" },
  "connect-refused": { code: "policy-host-refuses", severity: "error" },
  "connect-timeout": { code: "policy-host-unreachable", severity: "unknown" },
  network: { code: "policy-host-network-error", severity: "unknown" },
  "tls-handshake": { code: "policy-host-tls-failed", severity: "error" },
  "certificate-expired": { code: "policy-host-certificate-expired", severity: "error" },
  "certificate-not-yet-valid": { code: "policy-host-certificate-not-yet-valid", severity: "error" },
  "certificate-name-mismatch": { code: "policy-host-certificate-name", severity: "error" },
  "certificate-not-trusted": { code: "policy-host-certificate-not-trusted", severity: "error" },
  "http-malformed": { code: "policy-host-http-malformed", severity: "error" },
  redirect: { code: "policy-host-redirects", severity: "error" },
  status: { code: "policy-host-status", severity: "error" },
  timeout: { code: "policy-host-too-slow", severity: "error" },
  "too-large": { code: "policy-host-too-large", severity: "error" },
};

/** The finding for a policy that could not be fetched (RFC 8461 §3.3). */
export function policyHostFinding(fetch: FailedFetch): Finding {
  const { code, severity } = faults[fetch.fault];
  return finding(code, severity, { clause: "RFC 8461 §3.3", subject: fetch.host, data: dataOf(fetch) });
}

/** Nothing is published there, as opposed to published badly. */
export function isNothingThere(fetch: FailedFetch): boolean {
  return (
    fetch.fault === "dns-absent" ||
    (fetch.fault === "status" && (fetch.status === 404 || fetch.status === 410))
  );
}

function dataOf({ host, address, detail, status, location, tls }: FailedFetch): Finding["data"] {
  const leaf = tls?.chain[0];
  const names = leaf?.dnsNames ?? [];
  return {
    host,
    address: address ?? "",
    detail: excerpt(detail),
    status: status ?? 0,
    location: excerpt(location ?? ""),
    notBefore: leaf?.notBefore.slice(0, 10) ?? "",
    notAfter: leaf?.notAfter.slice(0, 10) ?? "",
    names: excerpt(names.join(", ")),
  };
}
