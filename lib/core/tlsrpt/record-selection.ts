import { type Finding, finding, type Parsed } from "../finding.ts";
import { excerpt, type RecordKind } from "./record-finding.ts";

/** A verdict on a whole TXT RRset. Indexes are into the texts given. */
export type Selected<T> = Parsed<T> & {
  /** The one record that counts, or `null` when none does. */
  chosen: number | null;
  /** Those that begin as the RFC asks; more than one void each other. */
  candidates: number[];
};

/**
 * Applies the rule that TLS-RPT (RFC 8460 §3) and MTA-STS (RFC 8461 §3.1) share: records that do not begin with the
 * version and `;` are discarded, and unless exactly one is left the domain has none. Findings about one record of
 * several name it by number, from 1, as `data.record`.
 */
export function selectRecord<T>(
  texts: string[],
  kind: RecordKind,
  parse: (text: string) => Parsed<T>,
): Selected<T> {
  const candidates = texts.flatMap((text, index) => (isCandidate(text, kind) ? [index] : []));
  const [chosen] = candidates;
  if (chosen === undefined)
    return { ok: false, findings: judgeStrays(texts, kind, parse), chosen: null, candidates };
  if (candidates.length > 1) {
    const several = finding(`${kind.prefix}-records-several`, "error", {
      clause: kind.clause,
      data: { count: candidates.length, version: kind.version },
    });
    return { ok: false, findings: [several], chosen: null, candidates };
  }
  const parsed = parse(texts[chosen] ?? "");
  const dropped = texts.flatMap((text, index) => (index === chosen ? [] : [noteDropped(text, index, kind)]));
  return { ...parsed, findings: [...parsed.findings, ...dropped], chosen, candidates };
}

/** The grammar allows blanks before the `;`, so a record with them is not discarded here; `parse` warns of it. */
function isCandidate(text: string, kind: RecordKind): boolean {
  return text.startsWith(kind.version) && /^[ \t]*;/.test(text.slice(kind.version.length));
}

/** Nothing here is a record. One of the texts may have been meant as one: then say what is wrong with it. */
function judgeStrays<T>(texts: string[], kind: RecordKind, parse: (text: string) => Parsed<T>): Finding[] {
  const none = finding(`${kind.prefix}-records-none`, "error", {
    clause: kind.clause,
    data: { count: texts.length, version: kind.version },
  });
  const strays = texts.flatMap((text, index) =>
    parse(text).findings.map((found) => ({ ...found, data: { ...found.data, record: index + 1 } })),
  );
  return [none, ...strays];
}

function noteDropped(text: string, index: number, kind: RecordKind): Finding {
  return finding(`${kind.prefix}-record-dropped`, "info", {
    clause: kind.clause,
    data: { record: index + 1, text: excerpt(text), version: kind.version },
  });
}
