import type { Reply } from "./reply.ts";
import { shownText } from "./shown-text.ts";

/** More than any server offers; what is beyond is not kept. */
export const extensionCaps = { count: 32, length: 200 };

/** What a 250 reply to EHLO offers: keywords in upper case with their parameters. The first line names the server. */
export function readExtensions({ lines: [, ...offers] }: Reply): string[] {
  return offers
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .slice(0, extensionCaps.count)
    .map((line) => shownText(line.replace(keyword, upperCase), extensionCaps.length));
}

/** Keywords have no case (RFC 5321 §2.4), and STARTTLS has no parameters (RFC 3207 §2); if some come, senders do not mind. */
export function offersStartTls({ lines: [, ...offers] }: Reply): boolean {
  return offers.some((line) => keyword.exec(line.trim())?.[0].toUpperCase() === "STARTTLS");
}

/** Up to a blank, or the `=` of servers that still write AUTH as before its standard. */
const keyword = /^[^\s=]+/;

/** Of ASCII letters alone: in Latin-1 an `ß` would grow. */
function upperCase(text: string): string {
  return text.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
