import { type Finding, finding } from "../finding.ts";

/**
 * What the TXT records of TLS-RPT (RFC 8460 §3) and MTA-STS (RFC 8461 §3.1) share: a version, then fields, each
 * behind a `;` that may have blanks around it, and at most one `;` at the end. Both RFCs use the same grammar.
 */
export type RecordKind = {
  /** Begins every finding's code. */
  prefix: "tlsrpt" | "mtasts";
  version: string;
  clause: string;
};

/** A finding of this kind of record at these characters. */
export function at(
  kind: RecordKind,
  code: string,
  start: number,
  end: number,
  data: Finding["data"] = {},
  severity: Finding["severity"] = "error",
): Finding {
  return finding(`${kind.prefix}-${code}`, severity, { clause: kind.clause, span: { start, end }, data });
}

/** A hostile record could break a rule at every character; past this many findings the rest says nothing new. */
const maxFindings = 50;

/** At most 50 findings; of more, errors are kept before others. */
export function capped(findings: Finding[]): Finding[] {
  if (findings.length <= maxFindings) return findings;
  const errors = findings.filter(({ severity }) => severity === "error");
  const others = findings.filter(({ severity }) => severity !== "error");
  return [...errors, ...others].slice(0, maxFindings);
}

/** Straight and typographic quotation marks, which editors and DNS panels leave behind. */
export function isQuote(character: string): boolean {
  return /^["'`\u00AB\u00BB\u2018-\u201F]$/u.test(character);
}

/** A character as text for a finding: itself when it can be seen, else its code point. */
export function characterName(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const point = `U+${code.toString(16).toUpperCase().padStart(4, "0")}`;
  return code > 0x20 && code < 0x7f ? character : point;
}

/** A piece of untrusted text, short enough to show. */
export function excerpt(text: string): string {
  const shown = text.length > 64 ? `${text.slice(0, 63)}…` : text;
  return shown.toWellFormed().replaceAll("\0", "\uFFFD");
}
