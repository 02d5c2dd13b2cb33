import type { MailFrame } from "./mail-frame.ts";

export type ReportMail = {
  frame: MailFrame;
  /** Addresses as they stand in a header, without names. */
  from: string;
  to: string;
  date: Date;
  /** Without angle brackets. */
  messageId: string;
  /** At most 70 characters, which occur in no part. */
  boundary: string;
  /** For people: ASCII, lines of at most 78 characters. */
  text: string;
  /** The report as it is attached, `frame` saying whether it is compressed. */
  content: Uint8Array;
};

/**
 * A whole message that carries one report (RFC 8460 §5.3), in ASCII with CRLF line ends. It is not signed, and without
 * the DKIM signature of its reporter a receiver must ignore it (§3).
 */
export function formatReportMail(mail: ReportMail): string {
  const { frame, boundary } = mail;
  const { type, reportType } = frame.contentType;
  const headers = [
    header("From", mail.from),
    header("To", mail.to),
    header("Date", mail.date.toUTCString().replace("GMT", "+0000")),
    header("Subject", frame.subject),
    header("Message-ID", `<${mail.messageId}>`),
    ...Object.entries(frame.headers).map(([name, value]) => header(name, value)),
    header("MIME-Version", "1.0"),
    header("Content-Type", `${type}; report-type="${reportType}"; boundary="${boundary}"`),
  ];
  const parts = [textPart(mail.text), reportPart(frame, mail.content)];
  return [...headers, "", ...parts.flatMap((part) => [`--${boundary}`, ...part]), `--${boundary}--`, ""].join(
    "\r\n",
  );
}

function textPart(text: string): string[] {
  return [
    header("Content-Type", 'text/plain; charset="us-ascii"'),
    header("Content-Transfer-Encoding", "7bit"),
    "",
    ...text.split(/\r\n|\n|\r/),
  ];
}

function reportPart(frame: MailFrame, content: Uint8Array): string[] {
  return [
    header("Content-Type", frame.attachmentType),
    header("Content-Transfer-Encoding", "base64"),
    header("Content-Disposition", `attachment; filename="${frame.fileName}"`),
    "",
    ...base64Lines(content),
  ];
}

/** Folds at blanks, which is where each of these headers may be folded (RFC 5322 §2.2.3). */
function header(name: string, value: string): string {
  const lines: string[] = [];
  let line = `${name}:`;
  for (const word of value.replaceAll(/[^\x20-\x7e]+/g, " ").split(" ")) {
    const hasWord = line.includes(" ");
    if (hasWord && line.length + 1 + word.length > 78) {
      lines.push(line);
      line = "";
    }
    line += ` ${word}`;
  }
  return [...lines, line].join("\r\n");
}

/** Lines of 76 characters (RFC 2045 §6.8). */
function base64Lines(content: Uint8Array): string[] {
  const count = Math.ceil(content.length / 57);
  return Array.from({ length: count }, (_, index) =>
    btoa(String.fromCharCode(...content.subarray(index * 57, (index + 1) * 57))),
  );
}
