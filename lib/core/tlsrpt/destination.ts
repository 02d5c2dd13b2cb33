import { type Finding, finding } from "../finding.ts";
import { judgeUri } from "./destination-uri.ts";
import { decodePercent } from "./percent.ts";
import { excerpt } from "./record-finding.ts";

/** Where a `rua` URI sends reports. `invalid` is no URI at all; `unusable` is one that no sender can deliver to. */
export type Destination =
  | { kind: "mailto"; address: string; domain: string }
  | { kind: "https"; host: string; port: number | null }
  | { kind: "unusable"; scheme: string }
  | { kind: "invalid" };

/**
 * Judges one `rua` URI (RFC 8460 §3: `mailto` and `https`). Spans are relative to the URI. An `error` means that the
 * grammar does not allow it, which makes the whole record void; a `warning`, that the record stands but this
 * destination gets no reports, or not from all.
 */
export function checkDestination(uri: string): { destination: Destination; findings: Finding[] } {
  const wrong = judgeUri(uri);
  if (wrong !== null) return { destination: { kind: "invalid" }, findings: [wrong] };
  const written = uri.slice(0, uri.indexOf(":"));
  const scheme = written.toLowerCase();
  if (scheme !== "mailto" && scheme !== "https") return otherScheme(uri, scheme);
  const checked = scheme === "mailto" ? checkMailto(uri) : checkHttps(uri);
  if (written !== scheme)
    checked.findings.push(note("scheme-case", "warning", uri, 0, written.length, { scheme }));
  return checked;
}

function otherScheme(uri: string, scheme: string): { destination: Destination; findings: Finding[] } {
  const code = scheme === "http" ? "http" : "scheme-unsupported";
  return {
    destination: { kind: "unusable", scheme },
    findings: [note(code, "warning", uri, 0, scheme.length, { scheme: excerpt(scheme) })],
  };
}

/** RFC 6068: an addr-spec, percent-encoded, and perhaps header fields that no report sender uses. */
function checkMailto(uri: string): { destination: Destination; findings: Finding[] } {
  const findings: Finding[] = [];
  const start = "mailto:".length;
  const mark = uri.slice(start).search(/[?#]/);
  const end = mark < 0 ? uri.length : start + mark;
  if (mark >= 0) findings.push(note("mailto-extras", "info", uri, end, uri.length));
  const address = decodePercent(uri.slice(start, end)) ?? "";
  const parts =
    /^(?:[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*|"(?:[^"\\\r\n]|\\.)+")@([^@]+)$/.exec(address);
  const domain = (parts?.[1] ?? "").toLowerCase();
  if (!isHostName(domain)) {
    findings.push(note("mailto-address", "warning", uri, start, end, { address: excerpt(address) }));
    return { destination: { kind: "unusable", scheme: "mailto" }, findings };
  }
  if (!domain.includes("."))
    findings.push(note("single-label", "warning", uri, start, end, { host: domain }));
  return { destination: { kind: "mailto", address, domain }, findings };
}

function checkHttps(uri: string): { destination: Destination; findings: Finding[] } {
  const findings: Finding[] = [];
  const parts = /^https:\/\/(?:([^/?#]*)@)?([^/?#@]*?)(?::(\d*))?(?:[/?#].*)?$/i.exec(uri);
  const host = (parts?.[2] ?? "").toLowerCase();
  const port = parts?.[3] === undefined || parts[3] === "" ? null : Number(parts[3]);
  const end = uri.slice("https://".length).search(/[/?#]/);
  const span = [8, end < 0 ? uri.length : 8 + end] as const;
  const isAddress = /^\[[0-9a-f:.]+\]$/.test(host) || /^\d+(?:\.\d+){3}$/.test(host);
  if (!(isAddress || isHostName(host)) || (port !== null && (port < 1 || port > 65_535))) {
    findings.push(
      note("https-host", "warning", uri, Math.min(span[0], uri.length), span[1], { host: excerpt(host) }),
    );
    return { destination: { kind: "unusable", scheme: "https" }, findings };
  }
  if (parts?.[1] !== undefined) findings.push(note("https-credentials", "warning", uri, ...span));
  if (isAddress) findings.push(note("https-address", "warning", uri, ...span, { host }));
  else if (!host.includes(".")) findings.push(note("single-label", "warning", uri, ...span, { host }));
  if (port !== null && port !== 443)
    findings.push(note("https-port", "info", uri, ...span, { port: String(port) }));
  return { destination: { kind: "https", host, port }, findings };
}

/** LDH labels of at most 63 characters, 253 in all, the last one not all digits. */
function isHostName(name: string): boolean {
  if (name.length > 253 || /(?:^|\.)\d+$/.test(name)) return false;
  return name.split(".").every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
}

function note(
  code: string,
  severity: Finding["severity"],
  uri: string,
  start: number,
  end: number,
  data: Finding["data"] = {},
): Finding {
  return finding(`tlsrpt-destination-${code}`, severity, {
    clause: "RFC 8460 §3",
    subject: excerpt(uri),
    span: { start, end },
    data: { uri: excerpt(uri), ...data },
  });
}
