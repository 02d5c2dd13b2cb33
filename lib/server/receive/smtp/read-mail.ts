import type { SMTPServerDataStream } from "smtp-server";
import type { HeldBody } from "../body-store.ts";
import { SmtpRefusal } from "./smtp-refusal.ts";

/**
 * Reads a mail whole. What is not going to be taken is read to its end all the same and kept nowhere, since a reply is
 * only heard after it. Rejects when the connection ends before, or with the refusal.
 */
export function readMail(stream: SMTPServerDataStream, cap: number, held: HeldBody): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let refusal: SmtpRefusal | null = null;
  stream.on("data", (chunk: Buffer) => {
    if (refusal) return;
    if (stream.byteLength > cap)
      refusal = new SmtpRefusal(552, "5.3.4", `The mail is larger than ${cap} octets`);
    else if (!held.take(chunk.length)) {
      refusal = new SmtpRefusal(452, "4.3.1", "Too many large mails are coming in; try again later");
    } else chunks.push(chunk);
    if (refusal) chunks.length = 0;
  });
  return new Promise((resolve, reject) => {
    // smtp-server destroys the stream when the connection ends, with a fault for whoever listens.
    stream.on("error", reject);
    stream.on("end", () => {
      if (refusal) reject(refusal);
      else resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
  });
}
