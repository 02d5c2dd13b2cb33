import { makeSigner, type Signer, signMail } from "#lib/net/mail/testing/signed-mail.ts";
import { buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import { type Corpus, domainName, packed, reportOf } from "./corpus.ts";
import { senders } from "./senders.ts";

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
  const contact = senders.find(({ name }) => name === report.sender)?.contact ?? "";
  const words = "This is an aggregate TLS report. It is for programs to read; the attachment holds it.";
  const mail = buildReportMail(
    [
      { type: "text/plain; charset=utf-8", content: words },
      { type: "application/tlsrpt+gzip", name: "report.json.gz", content: packed(report) },
    ],
    [
      `To: reports@${domainName(report.domain)}`,
      `Message-ID: <${corpus.seed}.${number}@${domainOf(contact)}>`,
      `Date: ${corpus.lastDay.toUTCString().replace("GMT", "+0000")}`,
    ],
  );
  const signer = signers?.[domainOf(contact)];
  return { domain: report.domain, mail: signer ? await signMail(mail, signer) : mail };
}

function domainOf(contact: string): string {
  return contact.slice(contact.indexOf("@") + 1);
}
