/** `text/plain; charset=utf-8`: the value in lower case, the parameters by their names in lower case. */
export type StructuredValue = { value: string; parameters: ReadonlyMap<string, string> };

/**
 * Reads Content-Type and its like (RFC 2045 §5.1) with comments, quoted strings and the continued or encoded parameters of
 * RFC 2231. Of a parameter that is repeated the first holds; an encoded one goes before a plain one.
 */
export function parseStructured(text: string): StructuredValue {
  const [value = "", ...rest] = splitAtSemicolons(text);
  const plain = new Map<string, string>();
  for (const piece of rest) {
    const equals = piece.indexOf("=");
    const name = piece.slice(0, Math.max(equals, 0)).trim().toLowerCase();
    if (name !== "" && !plain.has(name)) plain.set(name, piece.slice(equals + 1).trim());
  }
  return { value: value.trim().toLowerCase(), parameters: joinContinued(plain) };
}

/** Takes quotes and comments away; a semicolon inside them does not split. */
function splitAtSemicolons(text: string): string[] {
  const pieces: string[] = [];
  let piece = "";
  let quoted = false;
  let comments = 0;
  for (let at = 0; at < text.length; at++) {
    const plainFrom = at;
    while (at < text.length && !isSpecial(text.charCodeAt(at))) at++;
    if (comments === 0) piece += text.slice(plainFrom, at);
    const char = text.charAt(at);
    if (char === "\\" && (quoted || comments > 0)) {
      at++;
      if (quoted) piece += text.charAt(at);
    } else if (char === '"' && comments === 0) quoted = !quoted;
    else if (quoted) piece += char;
    else if (char === "(" && (comments > 0 || opensComment(text, at))) comments++;
    else if (char === ")" && comments > 0) comments--;
    else if (comments > 0) continue;
    else if (char === ";") {
      pieces.push(piece);
      piece = "";
    } else piece += char;
  }
  return [...pieces, piece];
}

/** `"`, `(`, `)`, `;` and `\`. */
function isSpecial(code: number): boolean {
  return code === 0x22 || code === 0x28 || code === 0x29 || code === 0x3b || code === 0x5c;
}

/** Comments stand after blanks; a bracket within a name, as in `report(1).json`, is part of it. */
function opensComment(text: string, at: number): boolean {
  return at === 0 || /[\s;]/.test(text.charAt(at - 1));
}

type Section = { text: string; encoded: boolean };

/** RFC 2231 §3 and §4. Sections count from 0 without a gap; what stands after a gap is not looked for. */
function joinContinued(plain: ReadonlyMap<string, string>): Map<string, string> {
  const joined = new Map<string, string>();
  for (const [name, text] of plain) {
    if (!name.includes("*")) {
      if (!joined.has(name)) joined.set(name, text);
      continue;
    }
    const base = /^([^*]+)\*(?:0\*?)?$/.exec(name)?.[1];
    if (base !== undefined) joined.set(base, decodeSections(sectionsOf(plain, base)));
  }
  return joined;
}

function sectionsOf(plain: ReadonlyMap<string, string>, base: string): Section[] {
  const whole = plain.get(`${base}*`);
  if (whole !== undefined) return [{ text: whole, encoded: true }];
  const sections: Section[] = [];
  for (let number = 0; ; number++) {
    const encoded = plain.get(`${base}*${number}*`);
    const text = encoded ?? plain.get(`${base}*${number}`);
    if (text === undefined) return sections;
    sections.push({ text, encoded: encoded !== undefined });
  }
}

/** A character may be cut in two by sections that follow each other, so octets are gathered first. */
function decodeSections(sections: Section[]): string {
  const [first, ...rest] = sections;
  if (!first) return "";
  const [, charset = "utf-8", text = first.text] =
    (first.encoded ? /^([^']*)'[^']*'([\s\S]*)$/.exec(first.text) : null) ?? [];
  const octets = [{ ...first, text }, ...rest].map((section) =>
    section.encoded ? percentDecoded(section.text) : Buffer.from(section.text),
  );
  return decodeCharset(Buffer.concat(octets), charset);
}

/** RFC 2231 §4; what is no code stays as it is. */
function percentDecoded(text: string): Buffer {
  const pieces = text.split(/%([0-9a-f]{2})/i);
  return Buffer.concat(pieces.map((piece, index) => Buffer.from(piece, index % 2 === 1 ? "hex" : "utf8")));
}

/** A charset that nobody knows is read as UTF-8, with U+FFFD for what is none. */
export function decodeCharset(octets: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset === "" ? "utf-8" : charset).decode(octets);
  } catch {
    return new TextDecoder().decode(octets);
  }
}
