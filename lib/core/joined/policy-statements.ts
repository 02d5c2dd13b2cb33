import type { PolicyFetch, PolicyFetchFault } from "../evidence.ts";
import { judgeContentType } from "../mtasts/fetch-rules.ts";
import { parseMtaStsPolicy } from "../mtasts/policy.ts";
import { excerpt } from "../posture/part.ts";
import type { RegisteredResultType } from "../tlsrpt/result-type.ts";
import { clear, type Sighting, type Statement, seen } from "./sighting.ts";

/** Failures to get a valid policy (RFC 8460 §4.3.2.2). */
export type PolicyFailure = Extract<RegisteredResultType, `sts-${string}`>;

/** What each look at the policy host says of that failure. */
export function policyStatements(resultType: PolicyFailure, fetches: readonly PolicyFetch[]): Statement[] {
  return fetches.map((fetch) => {
    const sightings = policyFaultsOf(fetch);
    const explaining = sightings.filter(({ fault }) => explains[resultType].has(fault));
    if (explaining.length > 0) return seen(explaining);
    if (fetch.kind === "fetched") return clear;
    if (resultType === "sts-webpki-invalid" && isPastCertificate(fetch)) return clear;
    return { says: maybeOurs.has(fetch.fault) ? "unreached" : "hidden", sightings };
  });
}

/** Everything that is wrong with one look at the policy host. */
export function policyFaultsOf(fetch: PolicyFetch): Sighting[] {
  const { address } = fetch;
  if (fetch.kind === "failed") return [{ fault: fetch.fault, address, detail: excerpt(detailOf(fetch)) }];
  const line = faultyLine(fetch.text);
  const isTyped = judgeContentType(fetch.contentType).length === 0;
  return [
    ...(line === null ? [] : [{ fault: "policy-invalid" as const, address, detail: excerpt(line) }]),
    ...(isTyped
      ? []
      : [{ fault: "policy-media-type" as const, address, detail: excerpt(fetch.contentType ?? "") }]),
  ];
}

type Failed = Extract<PolicyFetch, { kind: "failed" }>;

const certificateFaults: string[] = [
  "certificate-expired",
  "certificate-not-yet-valid",
  "certificate-name-mismatch",
  "certificate-not-trusted",
] satisfies PolicyFetchFault[];

/** What a web server does wrong, as far as it is not our network that does it. */
const fetchFaults: string[] = [
  "dns-absent",
  "connect-refused",
  "tls-handshake",
  "http-malformed",
  "redirect",
  "status",
  "timeout",
  "too-large",
] satisfies PolicyFetchFault[];

/** A wrong media type makes some senders refuse the fetch, others the policy (RFC 8461 §3.2). */
const explains: Record<PolicyFailure, ReadonlySet<string>> = {
  "sts-policy-fetch-error": new Set([...fetchFaults, ...certificateFaults, "policy-media-type"]),
  "sts-policy-invalid": new Set(["policy-invalid", "policy-media-type"]),
  "sts-webpki-invalid": new Set([...certificateFaults, "tls-handshake"]),
};

const maybeOurs: ReadonlySet<PolicyFetchFault> = new Set([
  "dns-unreachable",
  "target-refused",
  "connect-timeout",
  "network",
]);

/** Nothing is asked by HTTP before the certificate was found good. */
function isPastCertificate({ fault, tls }: Failed): boolean {
  switch (fault) {
    case "redirect":
    case "status":
    case "http-malformed":
    case "too-large":
      return true;
    case "timeout":
      return tls !== null;
    default:
      return false;
  }
}

function detailOf({ fault, status, location, detail }: Failed): string {
  if (fault === "redirect" && location !== null) return location;
  return fault === "status" && status !== null ? String(status) : detail;
}

/** The first line that makes it no policy, or its first line when what is wrong is that one is missing; `null`: it is one. */
function faultyLine(text: string): string | null {
  const parsed = parseMtaStsPolicy(text);
  if (parsed.ok) return null;
  const worst = parsed.findings.find(({ severity, line }) => severity === "error" && line !== null);
  return text.split(/\r?\n/)[(worst?.line ?? 1) - 1] ?? "";
}
