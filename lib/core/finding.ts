/**
 * One judged fact. The wording lives in the catalogs under `findings.<code>` as `title`, `meaning`
 * (what a sender does because of it) and `remedy` (how to mend it); tests assert codes, never sentences.
 */
export type Finding = {
  /** Stable kebab-case code, unique over all rules, e.g. `tlsrpt-version-misspelt`. */
  code: string;
  severity: Severity;
  /** The rule's source, e.g. `RFC 8461 §3.2`; `null` for advice that no RFC gives. */
  clause: string | null;
  /** What it is about: the name of a record, a host, a JSON path. `null` when the finding's input says it. */
  subject: string | null;
  /** UTF-16 offsets `[start, end)` into the judged text, when it points at characters. */
  span: { start: number; end: number } | null;
  /** 1-based line of the judged text, where it has lines. */
  line: number | null;
  /** Values for the wording's placeholders. Untrusted text: present it as text only. */
  data: Record<string, string | number>;
};

/**
 * `error`: a conforming sender does not use what was judged. `warning`: it works, but something will bite.
 * `info`: worth knowing. `unknown`: the check could not tell, and nothing may be concluded from it.
 */
export type Severity = "error" | "warning" | "info" | "unknown";

export type Parsed<T> = { ok: true; value: T; findings: Finding[] } | { ok: false; findings: Finding[] };

/** Makes a finding; everything but code and severity may be left out. */
export function finding(
  code: string,
  severity: Severity,
  rest: Partial<Omit<Finding, "code" | "severity">> = {},
): Finding {
  return { code, severity, clause: null, subject: null, span: null, line: null, data: {}, ...rest };
}
