import { parseDomainName } from "../domain-name.ts";
import { encodeRuaUri } from "./percent.ts";

/**
 * The URI that somebody means who types a destination: `mailto:` before a bare address, A-labels for an internationalized
 * domain, and percent-encoding where RFC 8460 §3 wants it. What cannot be guessed stays as it is, for `checkDestination` to
 * judge. `""` for a blank text.
 */
export function destinationFromInput(typed: string): string {
  const text = typed.trim();
  const address = /^(?:mailto:)?([^@\s]+)@([^@\s/:,;?]+)$/i.exec(text);
  if (address !== null) return `mailto:${encodeRuaUri(address[1] ?? "")}@${asciiDomain(address[2] ?? "")}`;
  const web = /^(https?):\/\/([^/?#:@\s]+)(.*)$/is.exec(text);
  if (web === null) return encodeBut(text);
  return `${web[1]?.toLowerCase()}://${asciiDomain(web[2] ?? "")}${encodeRuaUri(web[3] ?? "")}`;
}

function asciiDomain(text: string): string {
  const name = parseDomainName(text);
  return name.ok ? name.value : encodeRuaUri(text);
}

/** Blanks and commas here mean that this is not one destination; encoded, they would hide it. */
function encodeBut(text: string): string {
  return /[\s,;"]/.test(text) ? text : encodeRuaUri(text);
}
