import type {
  DnsAnswer,
  MxAddressLook,
  MxCertificate,
  MxFault,
  MxHostEvidence,
  MxTls,
} from "../../evidence.ts";

export const host = "mx1.example.com";
export const address = "192.0.2.25";
export const otherAddress = "2001:db8::25";

/** Good for `host` on every day of 2026. */
export function certificate(changes: Partial<MxCertificate> = {}): MxCertificate {
  return {
    subject: `CN=${host}`,
    issuer: "CN=Example CA",
    dnsNames: [host],
    notBefore: "2026-01-01T00:00:00.000Z",
    notAfter: "2026-12-31T23:59:59.000Z",
    fingerprint256: "AA:01",
    der: "",
    derSha256: "d1".repeat(32),
    derSha512: "d2".repeat(64),
    spki: "",
    spkiSha256: "e1".repeat(32),
    spkiSha512: "e2".repeat(64),
    ...changes,
  };
}

const issuer = certificate({ subject: "CN=Example CA", issuer: "CN=Example root", dnsNames: [] });

/** An address that takes TLS; `leaf` and `tls` say how it differs from a good one. */
export function secured(
  at = address,
  leaf: Partial<MxCertificate> = {},
  tls: Partial<MxTls> = {},
): MxAddressLook {
  return { ...greeted(at), kind: "secured", tls: { ...tlsOf(leaf), ...tls } };
}

/** An address where something went wrong, its greeting heard; `changes` says what else. */
export function failedLook(
  fault: MxFault,
  at = address,
  changes: Partial<Extract<MxAddressLook, { kind: "failed" }>> = {},
): MxAddressLook {
  return { ...greeted(at), kind: "failed", fault, detail: "as the socket said it", reply: null, ...changes };
}

/** The good host at one address, but for `changes`. */
export function mxHost(changes: Partial<MxHostEvidence> = {}): MxHostEvidence {
  const looks = changes.looks ?? [secured()];
  return {
    host,
    probedAt: "2026-06-15T12:00:00.000Z",
    addresses: found(looks.map((look) => look.address)),
    tlsa: none,
    looks,
    leftOut: 0,
    ...changes,
  };
}

export function found<T>(records: T[], authenticated = false): DnsAnswer<T> {
  return { kind: "found", records, ttlSeconds: 3_600, authenticated, cnames: [] };
}

export const none: DnsAnswer<never> = {
  kind: "absent",
  reason: "nodata",
  authenticated: false,
  cnames: [],
};

export function unreachable(reason: Extract<DnsAnswer<never>, { kind: "unreachable" }>["reason"]) {
  return { kind: "unreachable", reason, detail: "as the resolver said it" } as const;
}

function tlsOf(leaf: Partial<MxCertificate>): MxTls {
  return {
    protocol: "TLSv1.3",
    cipher: "TLS_AES_256_GCM_SHA384",
    chain: [certificate(leaf), issuer],
    chainError: null,
  };
}

function greeted(at: string) {
  return {
    address: at,
    banner: `220 ${host} ESMTP`,
    extensions: ["STARTTLS"],
    tls: null,
    timings: { connectMs: 4, bannerMs: 9, ehloMs: null, starttlsMs: null, tlsMs: null },
  };
}
