/** How a report travels by mail (RFC 8460 §5.1 and §5.3), as plain data. */

export type MailFrameInput = {
  /** Domain the report is about. */
  policyDomain: string;
  /** Domain of the organization that sends the report; the DKIM signature is its own. */
  submitter: string;
  reportId: string;
  start: Date;
  end: Date;
  /** Whether the attached JSON is compressed. */
  gzip: boolean;
};

export type MailFrame = {
  /** One line, not yet folded. */
  subject: string;
  fileName: string;
  /** Message headers beside From, To, Date and Message-ID; the boundary is the mail library's to choose. */
  headers: { "TLS-Report-Domain": string; "TLS-Report-Submitter": string };
  /** `multipart/report` and its parameter (RFC 8460 §5.3). */
  contentType: { type: "multipart/report"; reportType: "tlsrpt" };
  /** Media type of the report's part (RFC 8460 §6.4, §6.5). */
  attachmentType: "application/tlsrpt+gzip" | "application/tlsrpt+json";
};

/** Frames one report for mail. Blanks and line ends in what it is given never reach a header. */
export function frameReportMail(input: MailFrameInput): MailFrame {
  const policyDomain = headerSafe(input.policyDomain);
  const submitter = headerSafe(input.submitter);
  const id = messageIdLeft(input.reportId);
  return {
    subject: `Report Domain: ${policyDomain} Submitter: ${submitter} Report-ID: <${id}@${submitter}>`,
    fileName: reportFileName(input),
    headers: { "TLS-Report-Domain": policyDomain, "TLS-Report-Submitter": submitter },
    contentType: { type: "multipart/report", reportType: "tlsrpt" },
    attachmentType: input.gzip ? "application/tlsrpt+gzip" : "application/tlsrpt+json",
  };
}

/** `sender!policy-domain!begin!end!unique-id.json.gz` (RFC 8460 §5.1); times in seconds since 1970. */
export function reportFileName(input: MailFrameInput): string {
  const uniqueId = input.reportId.replaceAll(/[^A-Za-z0-9]+/g, "").slice(0, 64);
  const parts = [
    headerSafe(input.submitter),
    headerSafe(input.policyDomain),
    seconds(input.start),
    seconds(input.end),
  ];
  if (uniqueId !== "") parts.push(uniqueId);
  return `${parts.join("!")}.${input.gzip ? "json.gz" : "json"}`;
}

/**
 * What a report's file name tells (RFC 8460 §5.1), or `null` when it is not of that form. Only a hint: anyone may
 * name a file, and the report's body is authoritative.
 */
export function parseReportFileName(
  name: string,
): { submitter: string; policyDomain: string; start: Date; end: Date } | null {
  if (name.length > 1_024) return null;
  const parts = /^([^!\s]+)!([^!\s]+)!(\d{1,12})!(\d{1,12})(?:![^!\s]*)?\.(?:json|json\.gz|zip|gz)$/i.exec(
    name.trim(),
  );
  const [, submitter, policyDomain, start, end] = parts ?? [];
  if (submitter === undefined || policyDomain === undefined) return null;
  return {
    submitter: submitter.toLowerCase(),
    policyDomain: policyDomain.toLowerCase(),
    start: new Date(Number(start) * 1000),
    end: new Date(Number(end) * 1000),
  };
}

function seconds(time: Date): string {
  return String(Math.floor(time.getTime() / 1000));
}

/** The left side of a msg-id is a dot-atom (RFC 5322 §3.6.4); any other run of characters becomes one dot. */
function messageIdLeft(reportId: string): string {
  const atom = reportId.replaceAll(/[^A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+/g, ".").replaceAll(/^\.|\.$/g, "");
  return atom === "" ? "report" : atom.slice(0, 200).replace(/\.$/, "");
}

function headerSafe(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "");
}
