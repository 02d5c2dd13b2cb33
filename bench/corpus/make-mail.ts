import { makeSigner, type Signer, signMail } from "#lib/net/mail/testing/signed-mail.ts";
import { buildReportMail, type PartSpec } from "#lib/net/unpack/testing/mail.ts";
import { type Corpus, domainName, packed, reportOf } from "./corpus.ts";
import { fieldsOnTheWay } from "./mail-fields.ts";
import { type Habit, senders } from "./senders.ts";

/** The keys of all senders, by the domain of their contact address. */
export type Signers = Record<string, Signer>;

export function makeSigners(): Signers {
  return Object.fromEntries(
    senders.map(({ contact }) => {
      const domain = domainOf(contact);
      return [domain, makeSigner(domain)];
    }),
  );
}

/** Report `number` of a corpus as a mail of its sender (RFC 8460 §5.3), signed when there are signers. */
export async function mailOf(
  corpus: Corpus,
  number: number,
  signers: Signers | null,
): Promise<{ domain: number; mail: Buffer }> {
  const report = reportOf(corpus, number);
  const sender = senders.find(({ name }) => name === report.sender);
  if (!sender) throw new Error(`${report.sender} is no sender`);
  const { contact, habit } = sender;
  const mail = buildReportMail(
    [wordsOf(habit), { type: "application/tlsrpt+gzip", name: "report.json.gz", content: packed(report) }],
    [
      ...fieldsOnTheWay(habit, `${corpus.seed}.${number}`, corpus.lastDay),
      `To: reports@${domainName(report.domain)}`,
      `Message-ID: <${corpus.seed}.${number}@${domainOf(contact)}>`,
      `Date: ${corpus.lastDay.toUTCString().replace("GMT", "+0000")}`,
    ],
  );
  const signer = signers?.[domainOf(contact)];
  return { domain: report.domain, mail: signer ? await signMail(mail, signer) : mail };
}

/** Microsoft's words are HTML. */
function wordsOf(habit: Habit): PartSpec {
  const words = "This is an aggregate TLS report. It is for programs to read; the attachment holds it.";
  return habit === "microsoft"
    ? { type: "text/html; charset=utf-8", content: `<html><body><p>${words}</p></body></html>` }
    : { type: "text/plain; charset=utf-8", content: words, encoding: "8bit" };
}

function domainOf(contact: string): string {
  return contact.slice(contact.indexOf("@") + 1);
}
