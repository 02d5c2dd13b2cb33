import { judgeTlsaRecords } from "../dane/judge-records.ts";
import { formatTlsaRecord } from "../dane/record.ts";
import type { DnsAnswer, MxHostEvidence } from "../evidence.ts";
import { type Finding, finding } from "../finding.ts";
import { judgeMxDane } from "../posture/judge-mx-dane.ts";
import { about, excerpt } from "../posture/part.ts";
import type { DaneHostLook, DaneLook, MailEvidence } from "./evidence.ts";
import { lookFailed } from "./look-failed.ts";
import { type AuditRecord, type AuditSection, absentSection, presentSection, recordOf } from "./section.ts";

/**
 * DANE for the domain's MX hosts (RFC 7672 §2): MX, addresses and TLSA must be DNSSEC-secure, each of them; and the
 * certificates that the hosts show must be those that TLSA stands for. A certificate and the records that were asked for
 * with it belong together, whatever DNS says by now.
 */
export function judgeDaneLook({ hosts: asked, ...rest }: DaneLook, evidence: MailEvidence): AuditSection {
  const met = new Map(evidence.mxProbes.hosts.map((host) => [host.host, host]));
  const hosts = asked.map((host) => withCertificates(host, met.get(host.host)));
  const look = { ...rest, hosts };
  const { domain, mx } = look;
  const records = [signatureOf(recordOf(domain, "MX", mx, String)), ...hosts.flatMap(hostRecords)];
  if (mx.kind === "unreachable") return presentSection("dane", records, [failure(domain, "MX", mx)]);
  if (hosts.length === 0) {
    const none = finding("dane-no-mail-host", "info", {
      clause: "RFC 7672 §2.2",
      subject: domain,
      data: { domain },
    });
    return absentSection("dane", records, [none]);
  }
  if (!look.resolverValidates) return untold(look, records);
  const judged = hosts.map((host) => judgeHost(host, evidence));
  const findings = judged.flatMap(({ findings: own }) => own);
  const isProtected = judged.some(({ state }) => state === "protected");
  if (isProtected) return presentSection("dane", records, [...findings, ...gaps(look, judged)]);
  return judged.every(({ state }) => state === "without")
    ? absentSection("dane", records, [missing(look), ...findings])
    : presentSection("dane", records, findings);
}

/** A host with what it showed; `seen` is `null` where nobody connected, or without TLSA that was asked for with it. */
type DaneHost = DaneHostLook & { seen: MxHostEvidence | null };

function withCertificates(look: DaneHostLook, seen: MxHostEvidence | undefined): DaneHost {
  if (seen?.addresses.kind !== "found" || seen.tlsa.kind !== "found") return { ...look, seen: null };
  const { host, addresses, tlsa, tlsaBase = host } = seen;
  return { ...look, addresses, tlsa, tlsaName: `_25._tcp.${tlsaBase}`, seen };
}

/** `without`: no TLSA that senders would use. `broken`: there is one, and it keeps them from delivering or is ignored. */
type JudgedHost = {
  host: string;
  state: "protected" | "without" | "broken" | "unknown";
  findings: Finding[];
};

function judgeHost(look: DaneHost, evidence: MailEvidence): JudgedHost {
  const { host, addresses, tlsa, tlsaName } = look;
  if (addresses.kind === "unreachable") return { host, ...fault(host, "A, AAAA", addresses) };
  // Without secure addresses senders do not ask for TLSA at all (RFC 7672 §2.2.2).
  const isSecure = addresses.authenticated;
  if (tlsa.kind === "unreachable") {
    return isSecure ? { host, ...fault(tlsaName, "TLSA", tlsa) } : { host, state: "without", findings: [] };
  }
  if (tlsa.kind === "absent") return { host, state: "without", findings: [] };
  const { usable, findings } = judgeTlsaRecords(tlsa.records);
  if (!isSecure || !tlsa.authenticated) {
    const data = { host, name: tlsaName };
    const unsigned = finding("tlsa-not-signed", "error", {
      clause: "RFC 7672 §2.2",
      subject: tlsaName,
      data,
    });
    return { host, state: "broken", findings: [unsigned, ...about(tlsaName, findings)] };
  }
  const told = look.seen === null ? about(tlsaName, findings) : judgeMxDane(look.seen, evidence).findings;
  const isBroken = usable.length === 0 || told.some(({ severity }) => severity === "error");
  return { host, state: isBroken ? "broken" : "protected", findings: [...told, ...unseen(look)] };
}

/** Signed TLSA protects nobody whose certificate is another one, which only a look at it can tell. */
function unseen({ host, tlsaName, seen }: DaneHost): Finding[] {
  if (seen?.looks.some(({ tls }) => tls !== null)) return [];
  const rest = { clause: "RFC 7672 §3", subject: tlsaName, data: { host, name: tlsaName } };
  return [finding("dane-certificate-not-seen", "unknown", rest)];
}

type Unreachable = Extract<DnsAnswer<unknown>, { kind: "unreachable" }>;

function fault(name: string, type: string, answer: Unreachable): Pick<JudgedHost, "state" | "findings"> {
  return {
    state: answer.reason === "bogus" ? "broken" : "unknown",
    findings: [failure(name, type, answer)],
  };
}

/** A signature that does not hold makes DANE senders keep the mail (RFC 7672 §2.1.2); other faults may be ours. */
function failure(name: string, type: string, answer: Unreachable): Finding {
  if (answer.reason !== "bogus") return lookFailed(name, type, answer);
  const data = { name, type, detail: excerpt(answer.detail) };
  return finding("dnssec-bogus", "error", { clause: "RFC 7672 §2.1.2", subject: name, data });
}

/** Some hosts are protected: what is left open beside them. */
function gaps({ domain, mx }: DaneLook, judged: JudgedHost[]): Finding[] {
  const unsigned = mx.kind !== "unreachable" && !mx.authenticated;
  return [
    ...(unsigned
      ? [
          finding("dane-mx-not-signed", "warning", {
            clause: "RFC 7672 §2.2.1",
            subject: domain,
            data: { domain },
          }),
        ]
      : []),
    ...judged
      .filter(({ state }) => state === "without")
      .map(({ host }) =>
        finding("dane-host-without-tlsa", "warning", {
          clause: "RFC 7672 §2.2",
          subject: host,
          data: { host, name: `_25._tcp.${host}` },
        }),
      ),
  ];
}

function missing({ domain, mx, hosts, resolverValidates }: DaneLook): Finding {
  const unsigned = hosts.filter(
    ({ addresses }) => addresses.kind !== "unreachable" && !addresses.authenticated,
  );
  const isMxSigned = mx.kind !== "unreachable" && mx.authenticated;
  const rest = { clause: "RFC 7672 §2.2", subject: domain };
  if (!resolverValidates || (isMxSigned && unsigned.length === 0)) {
    const host = hosts[0]?.host ?? domain;
    return finding("dane-missing", "info", { ...rest, data: { domain, name: `_25._tcp.${host}` } });
  }
  const names = [...(isMxSigned ? [] : [domain]), ...unsigned.map(({ host }) => host)];
  const data = { domain, names: excerpt([...new Set(names)].join(", ")) };
  return finding("dane-missing-not-signed", "info", { ...rest, data });
}

/** Without a resolver that validates, signed and unsigned look the same; only the records themselves can be judged. */
function untold(look: DaneLook, records: AuditRecord[]): AuditSection {
  const { domain, hosts } = look;
  if (hosts.every(({ tlsa }) => tlsa.kind === "absent"))
    return absentSection("dane", records, [missing(look)]);
  const own = hosts.flatMap(({ tlsa, tlsaName }) =>
    tlsa.kind === "found" ? about(tlsaName, judgeTlsaRecords(tlsa.records).findings) : [],
  );
  const untellable = finding("dnssec-not-validated", "unknown", {
    clause: "RFC 7672 §2.1.1",
    subject: domain,
  });
  return presentSection("dane", records, [untellable, ...own]);
}

function hostRecords({ host, addresses, tlsa, tlsaName }: DaneHostLook): AuditRecord[] {
  return [
    signatureOf(recordOf(host, "A, AAAA", addresses, String)),
    recordOf(tlsaName, "TLSA", tlsa, formatTlsaRecord),
  ];
}

/** What the records hold stands in the section about MX; here it matters whether they are signed. */
function signatureOf(record: AuditRecord): AuditRecord {
  return { ...record, texts: [] };
}
