import { matchTlsaRecords } from "#lib/core/dane/match-chain.ts";
import type { CertificateFacts, MxAddressLook, MxFault, MxHostEvidence } from "#lib/core/evidence.ts";
import type { Finding } from "#lib/core/finding.ts";
import { type CertificateFault, certificateFaults } from "#lib/core/tls/certificate-faults.ts";
import type { Tone } from "../tone.ts";

/** A host of an MX set and its last look; `null`: there is none. */
export type MxHostLook = { host: string; evidence: MxHostEvidence | null };

/** Why a host has no look: it is on its way, nobody has looked yet, or the check left it out. */
export type MissingLook = "looking" | "unseen" | "left-out";

export type MxRowState =
  | "ok"
  | "attention"
  | "tlsa-mismatch"
  | "no-address"
  | "lookup-failed"
  | MissingLook
  | MxFault
  | CertificateFault;

/**
 * `unsigned`: there are TLSA records that no sender believes. `no-tls`: they stand, and no certificate came to match.
 * The rest is `DaneMatch`, `unauthenticated` being records of which none is usable.
 */
export type DaneStanding =
  | "none"
  | "unsigned"
  | "unknown"
  | "no-tls"
  | "authenticated"
  | "refused"
  | "unauthenticated"
  | "undecided";

/** One MX host and address; `look` is `null` where no address was looked at. */
export type MxRow = {
  key: string;
  host: string;
  look: MxAddressLook | null;
  /** Where the dialogue ended; `null`: it came to its end, or never began. */
  brokeAt: MxPhase | null;
  certificate: { leaf: CertificateFacts; faults: CertificateFault[] } | null;
  dane: DaneStanding | null;
  state: MxRowState;
  tone: Tone;
};

export type MxPhase = "connect" | "greeting" | "starttls" | "tls";

export type MxRowsInput = {
  hosts: readonly MxHostLook[];
  now: Date;
  /** What the looks were judged to be; without it each row says what was seen, and nothing of how much it matters. */
  findings?: readonly Finding[] | undefined;
  /** The domain whose signed MX records led to the hosts: a name that DANE certificates may carry (RFC 7672 §3.2.2). */
  signedDomain?: string | undefined;
  missing?: MissingLook | undefined;
};

/** One row per MX host and address, in the order given. */
export function mxRows(input: MxRowsInput): MxRow[] {
  return input.hosts.flatMap(({ host, evidence }) => {
    if (evidence === null) return [withoutLook(host, input.missing ?? "unseen")];
    if (evidence.looks.length > 0) return evidence.looks.map((look) => lookRow(evidence, look, input));
    const isKnown = evidence.addresses.kind !== "unreachable";
    return [withoutLook(host, isKnown ? "no-address" : "lookup-failed")];
  });
}

function withoutLook(host: string, state: MissingLook | "no-address" | "lookup-failed"): MxRow {
  const tone = state === "no-address" ? "error" : state === "lookup-failed" ? "unknown" : "neutral";
  return { key: host, host, look: null, brokeAt: null, certificate: null, dane: null, state, tone };
}

function lookRow(evidence: MxHostEvidence, look: MxAddressLook, input: MxRowsInput): MxRow {
  const { host } = evidence;
  const certificate = certificateOf(host, look, input.now);
  const dane = daneStanding(evidence, look, input);
  const seen = seenState(look, certificate?.faults ?? [], dane);
  const gravest = gravestOf(input.findings ?? [], host, look.address);
  const isTroubled = seen === "ok" && (gravest === "error" || gravest === "warning");
  const own = seen === "ok" ? "ok" : seenTone(seen);
  return {
    key: `${host} ${look.address}`,
    host,
    look,
    brokeAt: look.kind === "failed" ? phaseOf(look.fault, look.timings) : null,
    certificate,
    dane,
    state: isTroubled ? "attention" : seen,
    tone: gravest === null || (seen === "ok" && !isTroubled) ? own : gravest,
  };
}

function certificateOf(host: string, { tls }: MxAddressLook, now: Date): MxRow["certificate"] {
  const leaf = tls?.chain[0];
  if (!tls || !leaf) return null;
  return { leaf, faults: certificateFaults(tls.chain, tls.chainError, host, now) };
}

/** A fault that every sender minds comes before one that stops senders with DANE alone. */
function seenState(look: MxAddressLook, faults: CertificateFault[], dane: DaneStanding): MxRowState {
  if (look.kind === "failed") return look.fault;
  return faults[0] ?? (dane === "refused" ? "tlsa-mismatch" : "ok");
}

/** What may as well be our own network, or the address that we come from, is unknown. */
const ours: ReadonlySet<MxRowState> = new Set<MxFault>([
  "target-refused",
  "connect-timeout",
  "network",
  "closed",
  "banner-timeout",
  "banner-refused",
  "smtp-timeout",
  "ehlo-refused",
  "tls-timeout",
]);

function seenTone(state: MxRowState): Tone {
  return ours.has(state) ? "unknown" : "error";
}

const rank = { error: 3, warning: 2, unknown: 1, info: 0 } as const;

/** `null`: no finding is about this address. One that names no address is about all addresses of its host. */
function gravestOf(findings: readonly Finding[], host: string, address: string): Tone | null {
  const own = findings.filter(
    ({ subject, data }) => subject === host && (data.address === undefined || data.address === address),
  );
  const [first] = own.toSorted((a, b) => rank[b.severity] - rank[a.severity]);
  return first?.severity ?? null;
}

function phaseOf(fault: MxFault, timings: MxAddressLook["timings"]): MxPhase {
  switch (fault) {
    case "target-refused":
    case "connect-refused":
    case "connect-timeout":
    case "network":
      return "connect";
    case "banner-timeout":
    case "banner-refused":
    case "ehlo-refused":
      return "greeting";
    case "starttls-not-offered":
    case "starttls-refused":
      return "starttls";
    case "tls-handshake":
    case "tls-timeout":
    case "tls-too-old":
      return "tls";
    case "closed":
    case "smtp-malformed":
    case "smtp-timeout":
      return brokenAfter(timings);
    default:
      return fault satisfies never;
  }
}

function brokenAfter({ connectMs, ehloMs, starttlsMs }: MxAddressLook["timings"]): MxPhase {
  if (connectMs === null) return "connect";
  if (ehloMs === null) return "greeting";
  return starttlsMs === null ? "starttls" : "tls";
}

function daneStanding(
  { host, addresses, tlsa }: MxHostEvidence,
  { tls }: MxAddressLook,
  { now, signedDomain }: MxRowsInput,
): DaneStanding {
  if (tlsa.kind === "unreachable") return "unknown";
  if (tlsa.kind === "absent" || tlsa.records.length === 0) return "none";
  if (!tlsa.authenticated || addresses.kind !== "found" || !addresses.authenticated) return "unsigned";
  if (tls === null || tls.chain.length === 0) return "no-tls";
  const target = addresses.cnames.at(-1);
  const referenceNames = [host, target, signedDomain].filter((name) => name !== undefined);
  return matchTlsaRecords(tlsa.records, { path: tls.chain, referenceNames }, now).kind;
}
