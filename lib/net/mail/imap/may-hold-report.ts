/** One part of a mail as BODYSTRUCTURE tells it (RFC 9051 §7.5.2); names in any case. */
export type MailPart = {
  type: string;
  parameters?: Record<string, string> | undefined;
  dispositionParameters?: Record<string, string> | undefined;
  childNodes?: MailPart[] | undefined;
};

/** What is known of a mail before its body is fetched. */
export type MailOverview = {
  uid: number;
  sizeBytes: number;
  /** INTERNALDATE: when it came into the mailbox. `null`: not told. */
  receivedAt: Date | null;
  /** It has a TLS-Report field (RFC 8460 §5.3). */
  announced: boolean;
  /** `null`: the server did not tell. */
  structure: MailPart | null;
};

/**
 * Whether the body is worth fetching. Senders label their reports in every way, so only what surely holds none is passed
 * over: mail of text, pictures and documents, and reports of DMARC by their names.
 */
export function mayHoldReport({
  announced,
  structure,
}: Pick<MailOverview, "announced" | "structure">): boolean {
  return announced || structure === null || partMayHold(structure);
}

function partMayHold(part: MailPart): boolean {
  if (part.childNodes && part.childNodes.length > 0)
    return announcesReport(part) || part.childNodes.some(partMayHold);
  const type = part.type.toLowerCase();
  const name = nameOf(part);
  if (type.includes("tlsrpt")) return true;
  if (/\.(?:json|gz|zip|eml|mbox)$/.test(name)) return !isDmarcName(name);
  if (name.endsWith(".xml")) return false;
  return packing.has(type);
}

function announcesReport({ type, parameters = {} }: MailPart): boolean {
  return type.toLowerCase() === "multipart/report" && parameterOf(parameters, "report-type") === "tlsrpt";
}

/** RFC 7489 §7.2.1.1; what is packed as `.zip` may be either, and is looked at. */
function isDmarcName(name: string): boolean {
  return /\.xml\.(?:gz|zip)$/.test(name);
}

function nameOf({ parameters = {}, dispositionParameters = {} }: MailPart): string {
  return parameterOf(dispositionParameters, "filename") || parameterOf(parameters, "name");
}

function parameterOf(parameters: Record<string, string>, wanted: string): string {
  const found = Object.entries(parameters).find(([key]) => key.toLowerCase() === wanted);
  return found?.[1].trim().toLowerCase() ?? "";
}

const packing: ReadonlySet<string> = new Set([
  "application/gzip",
  "application/x-gzip",
  "application/zip",
  "application/x-zip",
  "application/x-zip-compressed",
  "application/json",
  "application/octet-stream",
  "application/mbox",
  "text/json",
  "message/rfc822",
  "message/global",
]);
