import { type Finding, finding } from "../finding.ts";
import { type MtaStsRecord, parseMtaStsRecord, selectMtaStsRecord } from "../mtasts/record.ts";
import { judgeMtaStsName } from "../mtasts/record-name.ts";
import { excerpt } from "../tlsrpt/record-finding.ts";
import { placeInSnippet, readTxtSnippet, type SnippetRecord } from "../zone/txt-snippet.ts";

/** A pasted text, judged. Spans of findings are into it. */
export type MtaStsSnippet = {
  /** What a sender does with it; `doubtful`: uses it, but something will bite. `empty`: there is no record in it. */
  outcome: "empty" | "used" | "doubtful" | "ignored";
  /** The one that a sender goes by. */
  value: MtaStsRecord | null;
  /** TXT records in it that are about something else. */
  passedOver: number;
  findings: Finding[];
};

/** Judges a pasted record, or the MTA-STS records of a pasted piece of a zone (RFC 8461 §3.1). */
export function judgeMtaStsSnippet(pasted: string): MtaStsSnippet {
  const found = readTxtSnippet(pasted);
  const ours = found.length === 1 ? found : found.filter(isMeantAsMtaSts);
  const passedOver = found.length - ours.length;
  if (ours.length === 0) return { outcome: "empty", value: null, passedOver, findings: [] };
  const findings = [...ours.flatMap(judgeRecord), ...judgeSets(ours)];
  const outcome = outcomeOf(findings);
  const first = parseMtaStsRecord(ours[0]?.text ?? "");
  return {
    outcome,
    value: outcome !== "ignored" && ours.length === 1 && first.ok ? first.value : null,
    passedOver,
    findings: findings.toSorted((a, b) => (a.span?.start ?? -1) - (b.span?.start ?? -1)),
  };
}

/** Among other TXT records, the one at the right name or nearly so, or whose text looks the part. */
function isMeantAsMtaSts({ owner, text }: SnippetRecord): boolean {
  if (owner !== null && judgeMtaStsName(owner.text).kind !== "unlike") return true;
  return /^\W*v\W*STS/i.test(text);
}

function judgeRecord(record: SnippetRecord): Finding[] {
  return [
    ...record.findings,
    ...judgeOwner(record),
    ...parseMtaStsRecord(record.text).findings.map((one) => ({
      ...one,
      span: one.span === null ? null : placeInSnippet(record, one.span),
    })),
  ];
}

function judgeOwner({ owner, form }: SnippetRecord): Finding[] {
  if (owner === null) return [];
  const { text, start, end } = owner;
  const judged = judgeMtaStsName(text);
  const rest = { clause: "RFC 8461 §3.1", span: { start, end } };
  switch (judged.kind) {
    case "right": {
      const isRelative = form === "zone" && !text.endsWith(".") && text.split(".").length > 2;
      const data = { found: excerpt(text) };
      return isRelative ? [finding("mtasts-name-no-final-dot", "warning", { ...rest, data })] : [];
    }
    case "near": {
      const data = { found: excerpt(text), name: judged.suggestion };
      return [finding("mtasts-name-misspelt", "error", { ...rest, data })];
    }
    case "unlike": {
      const data = { found: excerpt(text) };
      return [finding("mtasts-name-elsewhere", "warning", { ...rest, data })];
    }
    default:
      return judged satisfies never;
  }
}

/** Several records at one name void each other. */
function judgeSets(records: SnippetRecord[]): Finding[] {
  const sets = Map.groupBy(records, ({ owner }) => owner?.text.toLowerCase().replace(/\.$/, "") ?? "");
  return [...sets.values()].flatMap((set) => {
    const { candidates, findings } = selectMtaStsRecord(set.map(({ text }) => text));
    const second = set[candidates[1] ?? -1];
    if (second === undefined) return [];
    const span = placeInSnippet(second, { start: 0, end: second.text.length });
    return findings.map((one) => ({ ...one, span }));
  });
}

function outcomeOf(findings: Finding[]): MtaStsSnippet["outcome"] {
  if (findings.some(({ severity }) => severity === "error")) return "ignored";
  return findings.some(({ severity }) => severity === "warning") ? "doubtful" : "used";
}
