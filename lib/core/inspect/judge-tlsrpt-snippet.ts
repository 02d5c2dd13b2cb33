import { type Finding, finding, type Severity } from "../finding.ts";
import { parseTlsRptRecord, selectTlsRptRecord, type TlsRptRecord } from "../tlsrpt/record.ts";
import { excerpt } from "../tlsrpt/record-finding.ts";
import { judgeTlsRptName } from "../tlsrpt/record-name.ts";
import { placeInSnippet, readTxtSnippet, type SnippetRecord } from "../zone/txt-snippet.ts";

/** A pasted text, judged. Spans of findings are into it. */
export type TlsRptSnippet = {
  /**
   * What a sender does with it: `used`, `doubtful` (used, but something will bite), `undeliverable` (used, but no report
   * can be delivered), `ignored`, or `empty` when there is no record in it.
   */
  outcome: "empty" | "used" | "doubtful" | "undeliverable" | "ignored";
  records: JudgedSnippetRecord[];
  /** TXT records in it that are about something else. */
  passedOver: number;
  findings: Finding[];
};

export type JudgedSnippetRecord = {
  owner: string | null;
  text: string;
  span: { start: number; end: number };
  /** `null` when a sender cannot use it. */
  value: TlsRptRecord | null;
};

/** Judges a pasted record, or every TLS-RPT record of a pasted piece of a zone (RFC 8460 §3). */
export function judgeTlsRptSnippet(pasted: string): TlsRptSnippet {
  const found = readTxtSnippet(pasted);
  if (found.length === 0) return { outcome: "empty", records: [], passedOver: 0, findings: [] };
  const ours = found.length === 1 ? found : found.filter(isMeantAsTlsRpt);
  const judged = ours.map(judgeRecord);
  const findings = [...judged.flatMap((one) => one.findings), ...judgeSets(ours)];
  return {
    outcome: judged.length === 0 ? "empty" : outcomeOf(findings),
    records: judged.map(({ record }) => record),
    passedOver: found.length - ours.length,
    findings: inOrder(findings),
  };
}

/** Among other TXT records, the one at the right name or nearly so, or whose text looks the part. */
function isMeantAsTlsRpt({ owner, text }: SnippetRecord): boolean {
  const { kind } = owner === null ? { kind: "unlike" } : judgeTlsRptName(owner.text);
  if (kind === "right" || kind === "near") return true;
  const version = /^\W*v\W*([a-z]+)/i.exec(text)?.[1] ?? "";
  return /T[LS]{2}[-_]?RPT|rua\s*=.*https?:/i.test(text) && !/^(?:spf|dmarc|dkim|sts)/i.test(version);
}

function judgeRecord(record: SnippetRecord): { record: JudgedSnippetRecord; findings: Finding[] } {
  const parsed = parseTlsRptRecord(record.text);
  const findings = [
    ...record.findings,
    ...judgeOwner(record),
    ...parsed.findings.map((one) => ({
      ...one,
      span: one.span === null ? null : placeInSnippet(record, one.span),
    })),
  ];
  const span = wholeOf(record);
  const value = parsed.ok ? parsed.value : null;
  return { record: { owner: record.owner?.text ?? null, text: record.text, span, value }, findings };
}

function judgeOwner({ owner, form }: SnippetRecord): Finding[] {
  if (owner === null) return [];
  const { text, start, end } = owner;
  const judged = judgeTlsRptName(text);
  const note = (code: string, severity: Severity, data: Finding["data"]) =>
    finding(code, severity, {
      clause: "RFC 8460 §3",
      span: { start, end },
      data: { found: excerpt(text), ...data },
    });
  switch (judged.kind) {
    case "right":
      return form === "zone" && !text.endsWith(".") && text.split(".").length > 3
        ? [{ ...note("tlsrpt-name-no-final-dot", "warning", {}), clause: "RFC 1035 §5.1" }]
        : [];
    case "near":
      return [note("tlsrpt-name-misspelt", "error", { name: judged.suggestion })];
    case "other":
      return [note("tlsrpt-name-of-other", "error", { kind: judged.of })];
    case "unlike":
      return [note("tlsrpt-name-elsewhere", "warning", {})];
    default:
      return judged satisfies never;
  }
}

/** Several records at one name void each other. */
function judgeSets(records: SnippetRecord[]): Finding[] {
  const sets = Map.groupBy(records, ({ owner }) => owner?.text.toLowerCase().replace(/\.$/, "") ?? "");
  return [...sets.values()].flatMap((set) => {
    const { candidates, findings } = selectTlsRptRecord(set.map(({ text }) => text));
    if (candidates.length < 2) return [];
    const second = set[candidates[1] ?? 0];
    const span = second === undefined ? null : wholeOf(second);
    return findings.map((one) => ({ ...one, span }));
  });
}

function wholeOf(record: SnippetRecord) {
  return placeInSnippet(record, { start: 0, end: record.text.length });
}

function outcomeOf(findings: Finding[]): TlsRptSnippet["outcome"] {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.some(({ code }) => code !== "tlsrpt-no-usable-destination")) return "ignored";
  if (errors.length > 0) return "undeliverable";
  return findings.some(({ severity }) => severity === "warning") ? "doubtful" : "used";
}

/** As one reads the text, so that the first mistake comes first. */
function inOrder(findings: Finding[]): Finding[] {
  return findings.toSorted((a, b) => (a.span?.start ?? -1) - (b.span?.start ?? -1));
}
