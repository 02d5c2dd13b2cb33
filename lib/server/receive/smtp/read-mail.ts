import type { SMTPServerDataStream } from "smtp-server";
import type { HeldBody } from "../body-store.ts";
import { SmtpRefusal } from "./smtp-refusal.ts";

/**
 * Reads a mail whole. What is not going to be taken is read to its end all the same and kept nowhere, since a reply is
 * only heard after it. Rejects when the connection ends before, or with the refusal.
 */
export async function readMail(
  stream: SMTPServerDataStream,
  cap: number,
  held: HeldBody,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let refusal: SmtpRefusal | null = null;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (refusal) continue;
    if (stream.byteLength > cap)
      refusal = new SmtpRefusal(552, "5.3.4", `The mail is larger than ${cap} octets`);
    else if (!held.take(chunk.length)) {
      refusal = new SmtpRefusal(452, "4.3.1", "Too many large mails are coming in; try again later");
    } else chunks.push(chunk);
    if (refusal) chunks.length = 0;
  }
  if (refusal) throw refusal;
  return Buffer.concat(chunks);
}
