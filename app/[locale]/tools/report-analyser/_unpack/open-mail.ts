import PostalMime, { type Attachment } from "postal-mime";
import { caps } from "./caps.ts";
import type { Piece } from "./opened.ts";
import type { OpenedContainer } from "./opened-container.ts";
import { sniff } from "./sniff.ts";

/**
 * The parts of a mail that may be reports, whatever they are labelled as (RFC 8460 §5.3), those of forwarded mails too. The
 * words around them are left out, unless somebody pasted a report as the text of the mail.
 */
export async function openMail({ path, bytes, depth }: Piece): Promise<OpenedContainer> {
  try {
    const mail = await PostalMime.parse(bytes, {
      maxNestingDepth: caps.mailNesting,
      maxHeadersSize: caps.mailHeaderOctets,
      maxRfc822NestingDepth: 1,
    });
    const attached = mail.attachments.slice(0, caps.entries).map((attachment, index) => ({
      path: [...path, attachment.filename ?? `#${index + 1}`],
      bytes: contentOf(attachment),
      depth: depth + 1,
    }));
    const pieces = attached.filter((piece) => mayHoldReport.has(sniff(piece.bytes)));
    const text = new TextEncoder().encode(mail.text ?? "");
    if (pieces.length === 0 && sniff(text) === "json") pieces.push({ path, bytes: text, depth: depth + 1 });
    return { ok: true, pieces, refused: [] };
  } catch {
    return { ok: false, fault: "damaged-mail", limit: null };
  }
}

/** Logos, signatures and the like are no reports that failed. */
const mayHoldReport: ReadonlySet<string> = new Set(["gzip", "zip", "json", "dmarc"]);

/** A copy, as a view may stand in the mail's own buffer. */
function contentOf({ content }: Attachment): Uint8Array<ArrayBuffer> {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(content);
}
