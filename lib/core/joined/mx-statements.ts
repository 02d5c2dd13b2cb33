import type { DnsAnswer, MxAddressLook, MxHostEvidence, MxProbes, MxRecord, MxTls } from "../evidence.ts";
import { mxMatches } from "../mtasts/mx-match.ts";
import type { MtaStsPolicy } from "../mtasts/policy.ts";
import { excerpt } from "../posture/part.ts";
import { type CertificateFault, certificateFaults } from "../tls/certificate-faults.ts";
import type { RegisteredResultType } from "../tlsrpt/result-type.ts";
import {
  certificateWords,
  clear,
  type SightedFault,
  type Sighting,
  type Statement,
  seen,
} from "./sighting.ts";

export type MxSeen = {
  domain: string;
  mx: DnsAnswer<MxRecord>;
  evidence: MxHostEvidence;
  policy: MtaStsPolicy | null;
  egress: MxProbes["egress"];
};

/** Failures of a session, whatever the policy was (RFC 8460 §4.3.1, §4.3.3). */
export type SessionFailure = Extract<
  RegisteredResultType,
  | "starttls-not-supported"
  | "certificate-host-mismatch"
  | "certificate-expired"
  | "certificate-not-trusted"
  | "validation-failure"
>;

const noStarttls: SightedFault[] = ["starttls-not-offered", "starttls-refused", "ehlo-not-understood"];
const brokenTls: SightedFault[] = ["tls-handshake", "tls-too-old"];
const chainFaults: SightedFault[] = [
  "certificate-not-trusted",
  "certificate-incomplete",
  "certificate-self-signed",
  "certificate-missing",
  "certificate-not-yet-valid",
];

/**
 * What would make a sender report each type. Libraries class certificates differently: one that is not valid yet has no
 * type of its own, and of a chain with an expired issuer OpenSSL does not say whether it is trusted.
 */
const explains: Record<SessionFailure, ReadonlySet<SightedFault>> = {
  "starttls-not-supported": new Set(noStarttls),
  "certificate-host-mismatch": new Set<SightedFault>(["certificate-name-mismatch", "mx-not-covered"]),
  "certificate-expired": new Set<SightedFault>(["certificate-expired", "certificate-not-yet-valid"]),
  "certificate-not-trusted": new Set<SightedFault>([...chainFaults, "certificate-expired"]),
  "validation-failure": new Set<SightedFault>([
    ...noStarttls,
    ...brokenTls,
    ...chainFaults,
    "certificate-expired",
    "certificate-name-mismatch",
    "mx-not-covered",
  ]),
};

/** What each address of the host says of a session that failed in this way; first what the host's name alone says. */
export function mxStatements(resultType: SessionFailure, mxSeen: MxSeen, now: Date): Statement[] {
  const { evidence } = mxSeen;
  const isExplained = ({ fault }: Sighting) => explains[resultType].has(fault);
  const uncovered = coverageFaults(mxSeen).filter(isExplained);
  return [
    ...(uncovered.length > 0 ? [seen(uncovered)] : []),
    ...addressStatements(evidence, (look) => {
      const sightings = faultsOf(look, evidence.host, now);
      const explaining = sightings.filter(isExplained);
      if (explaining.length > 0) return seen(explaining);
      const isSecured = look.kind === "secured" && look.tls !== null;
      const isPast = resultType === "starttls-not-supported" ? isPastStarttls(look) : isSecured;
      return isPast ? clear : cutShort(look, sightings, mxSeen);
    }),
  ];
}

/** Everything that is wrong with the host now, our own limits included. */
export function mxFaultsOf(mxSeen: MxSeen, now: Date): Sighting[] {
  const { evidence } = mxSeen;
  const looks = addressStatements(evidence, (look) => seen(faultsOf(look, evidence.host, now)));
  return [...coverageFaults(mxSeen), ...looks.flatMap(({ sightings }) => sightings)];
}

/** One statement per address; without any, why there is none. */
export function addressStatements(
  { host, addresses, looks }: MxHostEvidence,
  judge: (look: MxAddressLook) => Statement,
): Statement[] {
  if (looks.length > 0) return looks.map(judge);
  if (addresses.kind === "unreachable") return [lookupFailed(addresses)];
  return [{ says: "hidden", sightings: [{ fault: "no-address", address: null, detail: host }] }];
}

/** A signature that does not hold is the zone's fault; any other failure may be our resolver's. */
export function lookupFailed({
  reason,
  detail,
}: Extract<DnsAnswer<unknown>, { kind: "unreachable" }>): Statement {
  const isBogus = reason === "bogus";
  const fault = isBogus ? "dnssec-bogus" : "dns-failed";
  const text = excerpt(isBogus ? detail : `${reason}: ${detail}`);
  return { says: isBogus ? "hidden" : "unreached", sightings: [{ fault, address: null, detail: text }] };
}

/** For a look that did not get as far as what is asked about. */
export function cutShort(
  look: MxAddressLook,
  sightings: Sighting[],
  { egress }: Pick<MxSeen, "egress">,
): Statement {
  if (look.kind === "secured") return { says: "hidden", sightings };
  const fault = nameOf(look);
  const isOurs = fault === "connect-refused" ? egress === "unproven" : maybeOurs.has(fault);
  return { says: isOurs ? "unreached" : "hidden", sightings };
}

/** A firewall or a lost packet on our side, or what the host thinks of our address, looks the same. */
const maybeOurs: ReadonlySet<SightedFault> = new Set<SightedFault>([
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

/** STARTTLS was accepted. */
function isPastStarttls(look: MxAddressLook): boolean {
  return look.kind === "secured" || nameOf(look).startsWith("tls-");
}

/** What the reply, or the point where the dialogue ended, says beyond the kind of fault. */
function nameOf({ fault, reply, timings }: FailedLook): SightedFault {
  // "Command not recognized" is about EHLO, and so about STARTTLS; other replies are about us.
  if (fault === "ehlo-refused" && /^50[02]/.test(reply ?? "")) return "ehlo-not-understood";
  if (fault !== "closed" || timings.ehloMs === null) return fault;
  return timings.starttlsMs === null ? "starttls-refused" : "tls-handshake";
}

/** Everything that is wrong at one address; a certificate is judged wherever one was seen. */
export function faultsOf(look: MxAddressLook, host: string, now: Date): Sighting[] {
  const failed = look.kind === "failed" ? [failure(look)] : [];
  const { address, tls } = look;
  if (tls === null || (look.kind === "failed" && tls.chain.length === 0)) return failed;
  const faults = certificateFaults(tls.chain, tls.chainError, host, now);
  const certificate = faults.map((fault): Sighting => {
    return {
      fault: `certificate-${certificateWords[fault]}`,
      address,
      detail: certificateDetail(fault, tls),
    };
  });
  return [...failed, ...certificate];
}

type FailedLook = Extract<MxAddressLook, { kind: "failed" }>;

function failure(look: FailedLook): Sighting {
  return { fault: nameOf(look), address: look.address, detail: excerpt(look.reply ?? look.detail) };
}

function certificateDetail(fault: CertificateFault, { chain: [leaf], chainError }: MxTls): string {
  switch (fault) {
    case "no-certificate":
      return "";
    case "expired":
      return excerpt(leaf?.notAfter ?? "");
    case "not-yet-valid":
      return excerpt(leaf?.notBefore ?? "");
    case "untrusted":
      return excerpt(chainError ?? "");
    case "incomplete":
    case "self-signed":
      return excerpt(leaf?.issuer ?? "");
    case "name":
      return excerpt(leaf?.dnsNames.join(", ") ?? "");
    default:
      return fault satisfies never;
  }
}

/** Senders that honour a policy pass over a host that it does not name (RFC 8461 §4.1). */
function coverageFaults({ evidence: { host }, policy }: MxSeen): Sighting[] {
  if (policy === null || policy.mode === "none" || mxMatches(host, policy.mx)) return [];
  return [{ fault: "mx-not-covered", address: null, detail: excerpt(policy.mx.join(", ")) }];
}
