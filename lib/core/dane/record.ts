import { type Finding, finding, type Parsed } from "../finding.ts";

/**
 * One TLSA record (RFC 6698 §2.1). `data` is the certificate association data in lower-case hex; the three numbers are
 * octets, whatever the registries know of them.
 */
export type TlsaRecord = { usage: number; selector: number; matchingType: number; data: string };

/**
 * Reads a record as zone files write it (RFC 6698 §2.2): `3 1 1 <hex>`. A whole zone line, round brackets around the
 * hex, blanks within it and a comment at the end are read as well. Only the form is judged here: what the numbers mean
 * to a sender is for `judgeTlsaRecords`. Spans point into `text`.
 */
export function parseTlsaRecord(text: string): Parsed<TlsaRecord> {
  const tokens = recordTokens(text);
  const [usage, selector, matchingType, ...data] = tokens;
  if (usage === undefined)
    return { ok: false, findings: [wrong("tlsa-empty", { start: 0, end: text.length })] };
  if (selector === undefined || matchingType === undefined || data.length === 0) {
    const missing = wrong("tlsa-fields-missing", endOf(text), { found: tokens.length });
    return { ok: false, findings: [missing] };
  }
  const findings = [
    ...judgeNumber(usage, "usage"),
    ...judgeNumber(selector, "selector"),
    ...judgeNumber(matchingType, "matchingType"),
    ...judgeHex(data),
  ];
  if (findings.length > 0) return { ok: false, findings };
  const value = {
    usage: Number(usage.text),
    selector: Number(selector.text),
    matchingType: Number(matchingType.text),
    data: hexOf(data).toLowerCase(),
  };
  return { ok: true, value, findings: [] };
}

/** Writes a record's data as zone files have it, e.g. `3 1 1 0a1b…`. */
export function formatTlsaRecord({ usage, selector, matchingType, data }: TlsaRecord): string {
  return `${usage} ${selector} ${matchingType} ${data}`;
}

type Token = { text: string; start: number };
type Span = { start: number; end: number };
type Field = "usage" | "selector" | "matchingType";

/** The words of the record's data; what stands before `TLSA` in a zone line is passed over. */
function recordTokens(text: string): Token[] {
  const comment = text.indexOf(";");
  const readable = comment === -1 ? text : text.slice(0, comment);
  const tokens = [...readable.matchAll(/[^\s()]+/g)].map((match) => ({ text: match[0], start: match.index }));
  const type = tokens.findIndex((token) => token.text.toUpperCase() === "TLSA");
  return tokens.slice(type + 1);
}

function judgeNumber(token: Token, field: Field): Finding[] {
  const isOctet = /^\d{1,3}$/.test(token.text) && Number(token.text) <= 255;
  if (isOctet) return [];
  const known = acronyms[field][token.text.toUpperCase()];
  const data = { field, found: excerpt(token.text) };
  return known === undefined
    ? [wrong("tlsa-field-not-octet", spanOf(token), data)]
    : [wrong("tlsa-field-acronym", spanOf(token), { ...data, number: known })];
}

/** The names of RFC 7218 are for people and documents; zone files hold the numbers. */
const acronyms: Record<Field, Record<string, number>> = {
  usage: { "PKIX-TA": 0, "PKIX-EE": 1, "DANE-TA": 2, "DANE-EE": 3 },
  selector: { CERT: 0, SPKI: 1 },
  matchingType: { FULL: 0, "SHA2-256": 1, "SHA2-512": 2 },
};

function judgeHex(tokens: Token[]): Finding[] {
  for (const token of tokens) {
    const stray = /[^0-9a-f]/i.exec(token.text);
    if (stray === null) continue;
    const start = token.start + stray.index;
    return [wrong("tlsa-data-not-hex", { start, end: start + 1 }, { character: stray[0].toWellFormed() })];
  }
  const { length } = hexOf(tokens);
  const last = tokens.at(-1);
  if (length % 2 === 0 || last === undefined) return [];
  return [wrong("tlsa-data-half-octet", spanOf(last), { digits: length })];
}

function hexOf(tokens: Token[]): string {
  return tokens.map(({ text }) => text).join("");
}

function wrong(code: string, span: Span, data: Finding["data"] = {}): Finding {
  return finding(code, "error", { clause: "RFC 6698 §2.2", span, data });
}

function spanOf({ text, start }: Token): Span {
  return { start, end: start + text.length };
}

function endOf(text: string): Span {
  return { start: text.length, end: text.length };
}

function excerpt(text: string): string {
  return (text.length > 24 ? `${text.slice(0, 23)}…` : text).toWellFormed();
}
