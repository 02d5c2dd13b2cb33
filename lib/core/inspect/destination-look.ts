import type { DnsAnswer, HttpsReach, MxRecord, PolicyFetchFault } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { lookupFailed } from "../posture/part.ts";
import { excerpt } from "../tlsrpt/record-finding.ts";

/** What a look at one `rua` destination from outside brought. */
export type DestinationLook =
  | {
      kind: "mailto";
      uri: string;
      address: string;
      domain: string;
      mx: DnsAnswer<MxRecord>;
      /** A and AAAA of the domain; asked for only when it has no MX. */
      addresses: DnsAnswer<string> | null;
    }
  | {
      kind: "https";
      uri: string;
      host: string;
      port: number | null;
      /** `null`: not tried, since the URI names an address or another port than 443. */
      reach: HttpsReach | null;
    }
  /** No look was made: no sender can deliver there, or there were too many to look at. */
  | { kind: "unusable" | "untried"; uri: string };

/** `works`: a report can get there. `fails`: none can. `doubtful`: from some senders only. `unknown`: could not be told. */
export type DestinationState = "works" | "doubtful" | "fails" | "unknown";

export type JudgedDestination = { look: DestinationLook; state: DestinationState; findings: Finding[] };

/**
 * Says whether a report sent to this destination would get there. An `error` means that it would not; a certificate that
 * does not hold is a `warning`, since senders may ignore that when they report (RFC 8460 §3).
 */
export function judgeDestination(look: DestinationLook): JudgedDestination {
  const findings = findingsOf(look);
  return { look, state: stateOf(look, findings), findings };
}

function findingsOf(look: DestinationLook): Finding[] {
  switch (look.kind) {
    case "mailto":
      return judgeMail(look);
    case "https":
      return look.reach === null ? [] : judgeReach(look.uri, look.reach);
    case "unusable":
    case "untried":
      return []; // Why a URI is unusable stands in the record's own findings.
    default:
      return look satisfies never;
  }
}

function stateOf(look: DestinationLook, findings: Finding[]): DestinationState {
  if (look.kind === "unusable") return "fails";
  if (look.kind === "untried" || (look.kind === "https" && look.reach === null)) return "unknown";
  const has = (severity: Finding["severity"]) => findings.some((one) => one.severity === severity);
  if (has("error")) return "fails";
  if (has("unknown")) return "unknown";
  return has("warning") ? "doubtful" : "works";
}

type MailLook = Extract<DestinationLook, { kind: "mailto" }>;

/** MX, else the domain's own address (RFC 5321 §5.1); the null MX refuses all mail (RFC 7505 §3). */
function judgeMail({ uri, domain, mx, addresses }: MailLook): Finding[] {
  switch (mx.kind) {
    case "unreachable":
      return [lookupFailed(domain, "MX", mx)];
    case "found":
      return mx.records.every(({ exchange }) => exchange === "")
        ? [note("mail-null-mx", "error", "RFC 7505 §3", uri, { domain })]
        : [];
    case "absent":
      return judgeImplicitMx(uri, domain, addresses);
    default:
      return mx satisfies never;
  }
}

function judgeImplicitMx(uri: string, domain: string, addresses: DnsAnswer<string> | null): Finding[] {
  if (addresses === null) return [];
  switch (addresses.kind) {
    case "unreachable":
      return [lookupFailed(domain, "A, AAAA", addresses)];
    case "found":
      return [note("mail-implicit-mx", "info", "RFC 5321 §5.1", uri, { domain })];
    case "absent":
      return [note("mail-no-host", "error", "RFC 5321 §5.1", uri, { domain })];
    default:
      return addresses satisfies never;
  }
}

/** What a fault on the way to a host means for the reports that are to go there. */
const httpsFaults: Record<PolicyFetchFault, { code: string; severity: Finding["severity"] }> = {
  "dns-absent": { code: "https-no-address", severity: "error" },
  "dns-unreachable": { code: "https-look-up-failed", severity: "unknown" },
  "target-refused": { code: "https-not-public", severity: "error" },
  "connect-refused": { code: "https-refused", severity: "error" },
  // A silent host and a network error may be our side's fault: one look from one place cannot tell.
  "connect-timeout": { code: "https-no-answer", severity: "unknown" },
  timeout: { code: "https-no-answer", severity: "unknown" },
  network: { code: "https-no-answer", severity: "unknown" },
  "tls-handshake": { code: "https-tls", severity: "error" },
  "certificate-expired": { code: "https-certificate-expired", severity: "warning" },
  "certificate-not-yet-valid": { code: "https-certificate-not-yet-valid", severity: "warning" },
  "certificate-name-mismatch": { code: "https-certificate-name", severity: "warning" },
  "certificate-not-trusted": { code: "https-certificate-not-trusted", severity: "warning" },
  // The rest are faults of an HTTP answer, which is not asked for here.
  "http-malformed": { code: "https-no-answer", severity: "unknown" },
  redirect: { code: "https-no-answer", severity: "unknown" },
  status: { code: "https-no-answer", severity: "unknown" },
  "too-large": { code: "https-no-answer", severity: "unknown" },
};

function judgeReach(uri: string, reach: HttpsReach): Finding[] {
  if (reach.kind === "reached") return [];
  const { code, severity } = httpsFaults[reach.fault];
  const data = { host: reach.host, address: reach.address ?? "", detail: excerpt(reach.detail) };
  return [note(code, severity, "RFC 8460 §3", uri, data)];
}

function note(
  code: string,
  severity: Finding["severity"],
  clause: string,
  uri: string,
  data: Finding["data"],
): Finding {
  return finding(`tlsrpt-reach-${code}`, severity, {
    clause,
    subject: excerpt(uri),
    data: { uri: excerpt(uri), ...data },
  });
}
