import { decodeCharset } from "./parameters.ts";

/**
 * The text of a header field with its encoded words (RFC 2047) read, at most `maxLength` characters of what came. Blanks
 * between two such words are no part of the text (§6.2).
 */
export function decodeWords(value: string, maxLength = 1_000): string {
  const text = value.slice(0, maxLength);
  if (!text.includes("=?")) return text;
  let result = "";
  let end = 0;
  let charset = "";
  let octets: Buffer[] = [];
  const finishWord = () => {
    if (octets.length > 0) result += decodeCharset(Buffer.concat(octets), charset);
    octets = [];
  };
  for (const word of text.matchAll(/=\?([^?\s]{1,80})\?([bq])\?([^?]*)\?=/gi)) {
    const [whole, label = "", encoding = "", content = ""] = word;
    const between = text.slice(end, word.index);
    const own = label.split("*")[0]?.toLowerCase() ?? "";
    // Senders cut characters in two at the end of a word, so words of one charset are read together.
    if (octets.length === 0 || own !== charset || between.trim() !== "") {
      finishWord();
      if (end === 0 || between.trim() !== "") result += between;
    }
    charset = own;
    octets.push(encoding.toLowerCase() === "b" ? Buffer.from(content, "base64") : fromQ(content));
    end = word.index + whole.length;
  }
  finishWord();
  return result + text.slice(end);
}

/** RFC 2047 §4.2. */
function fromQ(content: string): Buffer {
  const text = content.replaceAll("_", " ");
  return Buffer.from(
    text.replace(/=([0-9a-f]{2})/gi, (_, pair: string) => String.fromCharCode(Number.parseInt(pair, 16))),
    "latin1",
  );
}
