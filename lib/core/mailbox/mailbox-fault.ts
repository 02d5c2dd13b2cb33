/** Why a mailbox could not be read; worded in the catalogs under `mailboxes.fault`. */
export const mailboxFaultCodes = [
  "dns-absent",
  "dns-unreachable",
  "target-refused",
  "plain-text-refused",
  "connect-refused",
  "connect-timeout",
  "network",
  "certificate",
  "tls-handshake",
  "starttls-refused",
  "no-imap",
  "login-refused",
  "login-unavailable",
  "token-refused",
  "token-unavailable",
  "folder-missing",
  "move-folder",
  "move-unsupported",
  "command-refused",
  "connection-lost",
  "secret-lost",
  "our-trouble",
] as const;

export type MailboxFaultCode = (typeof mailboxFaultCodes)[number];

/** `words`: what the server, or the network, said to it; fit to be shown. */
export type MailboxFault = { code: MailboxFaultCode; words: string | null };

/** What was read of a row of ours; `null` for anything else. */
export function readMailboxFault(json: unknown): MailboxFault | null {
  if (typeof json !== "object" || json === null || !("code" in json)) return null;
  const code = mailboxFaultCodes.find((known) => known === json.code);
  if (code === undefined) return null;
  return { code, words: "words" in json && typeof json.words === "string" ? json.words : null };
}

/** Seconds until a mailbox is tried again after so many faults in a row: a minute, doubled each time up to an hour. */
export function restAfterFault(code: MailboxFaultCode, failures: number): number {
  if (needsAPerson(code)) return longestRest;
  return Math.min(longestRest, firstRest * 2 ** Math.min(Math.max(failures - 1, 0), 10));
}

const firstRest = 60;
const longestRest = 3_600;

/** Trying often would change nothing, and servers lock accounts out for wrong passwords. */
function needsAPerson(code: MailboxFaultCode): boolean {
  return code === "login-refused" || code === "token-refused" || code === "secret-lost";
}
