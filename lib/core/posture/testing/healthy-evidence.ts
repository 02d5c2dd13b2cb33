import type { CertificateFacts, DnsAnswer, DomainEvidence, MxRecord, PolicyFetch } from "../../evidence.ts";
import type { Finding } from "../../finding.ts";
import { judgeDomain } from "../judge-domain.ts";
import type { Expected, Posture, Previous } from "../posture.ts";

/** Addresses that a rotation replaced: one works still, one no more. */
export const replaced = { httpsUri: "https://sealpost.example/api/tlsrpt/replaced" };
export const ended = { httpsUri: "https://sealpost.example/api/tlsrpt/ended" };

export const expected: Expected = {
  httpsUri: "https://sealpost.example/api/tlsrpt/abc123",
  mailtoUri: "mailto:abc123@reports.sealpost.example",
  acceptedRua: [
    "https://sealpost.example/api/tlsrpt/abc123",
    "mailto:abc123@reports.sealpost.example",
    "https://sealpost.example/api/tlsrpt/before",
    replaced.httpsUri,
  ],
  formerRua: [
    { uri: replaced.httpsUri, until: "2026-07-01T00:00:00.000Z" },
    { uri: ended.httpsUri, until: "2026-06-01T00:00:00.000Z" },
  ],
  challenge: "0123abcd",
};

/** A domain that enforces and lacks nothing, but for what `changes` says. */
export function evidence(changes: Partial<DomainEvidence> = {}): DomainEvidence {
  return {
    domain: "example.com",
    checkedAt: "2026-06-15T12:00:00.000Z",
    tlsRptTxt: txt(`v=TLSRPTv1; rua=${expected.mailtoUri},${expected.httpsUri}`),
    mtaStsTxt: txt("v=STSv1; id=20260601T000000;"),
    ownershipTxt: txt("sealpost-domain=0123abcd"),
    mx: mx("mx1.example.com", "mx2.example.com"),
    policyFetch: policy("enforce", ["mx1.example.com", "mx2.example.com"]),
    ...changes,
  };
}

export function txt(...records: string[]): DnsAnswer<string> {
  return { kind: "found", records, ttlSeconds: 3_600, authenticated: false, cnames: [] };
}

export function mx(...hosts: string[]): DnsAnswer<MxRecord> {
  const records = hosts.map((exchange, index) => ({ preference: (index + 1) * 10, exchange }));
  return { kind: "found", records, ttlSeconds: 3_600, authenticated: false, cnames: [] };
}

export const nodata: DnsAnswer<never> = {
  kind: "absent",
  reason: "nodata",
  authenticated: false,
  cnames: [],
};
export const nxdomain: DnsAnswer<never> = { ...nodata, reason: "nxdomain" };
export const timedOut: DnsAnswer<never> = {
  kind: "unreachable",
  reason: "timeout",
  detail: "no answer within 5 s",
};

export function policy(mode: string, hosts: string[], maxAgeSeconds = 2_592_000): PolicyFetch {
  const lines = [
    "version: STSv1",
    `mode: ${mode}`,
    ...hosts.map((host) => `mx: ${host}`),
    `max_age: ${maxAgeSeconds}`,
  ];
  return served(`${lines.join("\r\n")}\r\n`);
}

const host = {
  host: "mta-sts.example.com",
  address: "192.0.2.10",
  timings: { dnsMs: 3, connectMs: 12, tlsMs: 20, httpMs: 9 },
};

export function served(
  text: string,
  options: { contentType?: string | null; leaf?: CertificateFacts } = {},
): PolicyFetch {
  const { contentType = "text/plain", leaf = certificate("2026-05-01", "2026-07-30") } = options;
  const tls = { protocol: "TLSv1.3", cipher: "TLS_AES_128_GCM_SHA256", chain: [leaf] };
  return { ...host, kind: "fetched", contentType, text, tls };
}

type Failed = Extract<PolicyFetch, { kind: "failed" }>;

export function failed(
  fault: Failed["fault"],
  more: Partial<Pick<Failed, "status" | "location" | "tls">> = {},
): PolicyFetch {
  return {
    ...host,
    tls: null,
    kind: "failed",
    fault,
    detail: "as the socket said it",
    status: null,
    location: null,
    ...more,
  };
}

export function certificate(from: string, to: string): CertificateFacts {
  return {
    subject: "CN=mta-sts.example.com",
    issuer: "CN=Example CA",
    dnsNames: ["mta-sts.example.com"],
    notBefore: `${from}T00:00:00.000Z`,
    notAfter: `${to}T00:00:00.000Z`,
    fingerprint256: "00:11",
  };
}

const first: Previous = { evidence: null, stage: "unprotected" };

/** Judges the healthy domain with these changes. */
export function judge(changes: Partial<DomainEvidence> = {}, previous: Previous = first): Posture {
  return judgeDomain(evidence(changes), expected, previous);
}

/** `severity code subject`, which is all a finding is told by. */
export function brief({ severity, code, subject }: Finding): string {
  return `${severity} ${code} ${subject}`;
}

/** A domain that nobody has set up. */
export const nothingPublished: Partial<DomainEvidence> = {
  tlsRptTxt: nxdomain,
  mtaStsTxt: nxdomain,
  ownershipTxt: nxdomain,
  policyFetch: failed("dns-absent"),
};
