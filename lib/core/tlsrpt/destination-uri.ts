import { type Finding, finding } from "../finding.ts";
import { encodeRuaUri } from "./percent.ts";
import { characterName, excerpt, isQuote } from "./record-finding.ts";

/**
 * Why a text is no `tlsrpt-uri` (RFC 8460 §3: a URI of RFC 3986 with `,` `!` `;` percent-encoded), or `null` when it
 * is one. Spans are relative to it.
 */
export function judgeUri(uri: string): Finding | null {
  if (uri === "") return wrong("empty", uri, 0, 0);
  const scheme = /^[A-Za-z][A-Za-z0-9+.-]*:/.exec(uri)?.[0];
  if (scheme === undefined) return withoutScheme(uri);
  const character = wrongCharacter(uri, scheme.length);
  return character === null ? null : judgeCharacter(uri, character.at, character.text);
}

/** An address or a host with nothing before it: what is missing is plain. */
function withoutScheme(uri: string): Finding {
  if (isQuote(uri.slice(0, 1))) return wrong("quotes", uri, 0, 1);
  if (/^[^\s@:]+@[^\s@:/]+$/.test(uri)) {
    const address = uri.replace(/^mailto=/i, "");
    return wrong("scheme-missing", uri, 0, uri.length, {
      suggestion: excerpt(`mailto:${encodeRuaUri(address)}`),
    });
  }
  if (/^(?:\/\/)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/\S*)?$/i.test(uri)) {
    const bare = uri.replace(/^\/\//, "");
    return wrong("scheme-missing", uri, 0, uri.length, {
      suggestion: excerpt(`https://${encodeRuaUri(bare)}`),
    });
  }
  return wrong("not-uri", uri, 0, uri.length);
}

/** The first character that RFC 3986 or RFC 8460 does not allow where it stands. */
function wrongCharacter(uri: string, from: number): { at: number; text: string } | null {
  const rest = uri.slice(from);
  const authority = /^\/\/[^/?#]*/.exec(rest)?.[0].length ?? 0;
  const fragment = rest.indexOf("#");
  for (const match of rest.matchAll(/[^A-Za-z0-9\-._~:/?@$&'()*+=%]|%(?![0-9A-Fa-f]{2})/gu)) {
    const [text] = match;
    const isBracket = (text === "[" || text === "]") && match.index < authority;
    if (!isBracket && match.index !== fragment) return { at: from + match.index, text };
  }
  return null;
}

function judgeCharacter(uri: string, start: number, character: string): Finding {
  const end = start + character.length;
  if (/^[!,;]$/.test(character)) {
    return wrong("unencoded", uri, start, end, { character, encoded: encodeRuaUri(character) });
  }
  if (/^[\s]$/.test(character)) return wrong("blank", uri, start, end);
  if (isQuote(character)) return wrong("quotes", uri, start, end);
  if (character === "%") return wrong("percent", uri, start, end);
  return wrong("character", uri, start, end, { character: characterName(character) });
}

function wrong(code: string, uri: string, start: number, end: number, data: Finding["data"] = {}): Finding {
  return finding(`tlsrpt-destination-${code}`, "error", {
    clause: "RFC 8460 §3",
    subject: excerpt(uri),
    span: { start, end },
    data: { uri: excerpt(uri), ...data },
  });
}
