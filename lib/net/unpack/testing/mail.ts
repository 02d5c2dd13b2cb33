export type PartSpec = {
  type?: string;
  name?: string;
  content: string | Uint8Array;
  encoding?: "base64" | "quoted-printable" | "8bit";
  headers?: string[];
};

type MailSpec = { headers?: readonly string[]; type?: string; boundary?: string; newline?: string };

/** A multipart mail as a sender writes it; `headers` come before its own. */
export function buildMail(
  parts: readonly PartSpec[],
  { headers = [], type = "multipart/mixed", boundary = "frontier", newline = "\r\n" }: MailSpec = {},
): Buffer {
  const head = [
    "From: Reports <noreply@sender.example>",
    "Subject: Hello",
    ...headers,
    `Content-Type: ${type}; boundary="${boundary}"`,
    "",
    "",
  ].join(newline);
  const body = parts.map((part) => [Buffer.from(`--${boundary}${newline}`), partOf(part, newline)]);
  return Buffer.concat([Buffer.from(head), ...body.flat(), Buffer.from(`--${boundary}--${newline}`)]);
}

/** As RFC 8460 §5.3 wants it. */
export function buildReportMail(parts: readonly PartSpec[], headers: string[] = []): Buffer {
  return buildMail(parts, {
    type: "multipart/report; report-type=tlsrpt",
    headers: ["TLS-Report-Domain: receiver.example", "TLS-Report-Submitter: sender.example", ...headers],
  });
}

function partOf(
  { type, name, content, encoding = "base64", headers = [] }: PartSpec,
  newline: string,
): Buffer {
  const fields = [
    ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    ...(name === undefined ? [] : [`Content-Disposition: attachment; filename="${name}"`]),
    `Content-Transfer-Encoding: ${encoding}`,
    ...headers,
  ];
  const bytes = Buffer.from(content);
  const body = encoding === "base64" ? Buffer.from(inLines(bytes.toString("base64"), newline)) : bytes;
  return Buffer.concat([
    Buffer.from(`${fields.join(newline)}${newline}${newline}`),
    body,
    Buffer.from(newline),
  ]);
}

function inLines(text: string, newline: string): string {
  return text.replace(/.{76}/g, `$&${newline}`);
}

/** Mails as a mailbox file holds them (RFC 4155, quoted as mboxrd). */
export function buildMbox(mails: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    mails.flatMap((mail) => [
      Buffer.from("From reports@sender.example Thu Jan  1 00:00:00 2026\n"),
      Buffer.from(
        Buffer.from(mail)
          .toString("latin1")
          .replace(/^(>*From )/gm, ">$1"),
        "latin1",
      ),
      Buffer.from("\n\n"),
    ]),
  );
}
