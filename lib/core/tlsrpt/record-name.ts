/**
 * Where a record that was meant for `_smtp._tls.<domain>` ends up by mistake. Senders ask for the one name only
 * (RFC 8460 §3).
 */
export type NameSlip =
  /** A label is spelt otherwise: `_smtp-tls`, `smtp._tls`, `_tls._smtp`. */
  | "misspelt"
  /** The DNS panel added the domain to a name that already had it. */
  | "domain-twice"
  /** It stands at the domain itself. */
  | "at-domain";

/** The host name that senders ask for. */
export function tlsRptName(domain: string): string {
  return `_smtp._tls.${domain}`;
}

/** The names at which a misplaced record of the domain is found most often, the likeliest first. */
export function straysOf(domain: string): { name: string; slip: NameSlip }[] {
  return [
    { name: `${tlsRptName(domain)}.${domain}`, slip: "domain-twice" },
    ...["_smtp-tls", "_tls._smtp", "smtp._tls", "_smtp_tls", "_tlsrpt"].map((labels) => ({
      name: `${labels}.${domain}`,
      slip: "misspelt" as const,
    })),
    { name: domain, slip: "at-domain" },
  ];
}

/**
 * Judges the host name that a record was written down with, as a zone file or a panel has it: absolute, relative to
 * the zone, or empty. `right` begins as it must; `unlike` resembles the name in nothing, so nothing is said of it.
 */
export function judgeTlsRptName(
  name: string,
):
  | { kind: "right" }
  | { kind: "near"; suggestion: string }
  | { kind: "other"; of: string }
  | { kind: "unlike" } {
  const lowered = name.toLowerCase().replace(/\.$/, "");
  if (/^_smtp\._tls(?:\.|$)/.test(lowered)) return { kind: "right" };
  const labels = lowered.split(".");
  const other = otherOwners[labels[0] ?? ""];
  if (other !== undefined) return { kind: "other", of: other };
  const length = nearLength(labels);
  if (length === 0) return { kind: "unlike" };
  return { kind: "near", suggestion: ["_smtp", "_tls", ...labels.slice(length)].join(".") };
}

const otherOwners: Record<string, string> = { "_mta-sts": "MTA-STS", "mta-sts": "MTA-STS", _dmarc: "DMARC" };

/** How many labels in front were meant as `_smtp._tls`; 0 when none was. */
function nearLength(labels: string[]): number {
  for (const length of [2, 1]) {
    const words = labels
      .slice(0, length)
      .join("-")
      .split(/[-_]+/)
      .filter((word) => word !== "");
    if (nearWords.has(words.toSorted().join(" "))) return length;
  }
  return 0;
}

/** The words of the name in any order and spelling that has been seen, sorted. */
const nearWords: ReadonlySet<string> = new Set([
  "smtp tls",
  "smtps tls",
  "smpt tls",
  "smtp tsl",
  "smtp tlsrpt",
  "rpt smtp tls",
  "rpt tls",
  "tlsrpt",
  "smtptls",
]);
