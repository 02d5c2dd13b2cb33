import {
  type MailboxFault,
  type MailboxFaultCode,
  readMailboxFault,
} from "#lib/core/mailbox/mailbox-fault.ts";
import { serverWords } from "./server-words.ts";

/** The connection, or the server, no longer goes along: every step of a session rejects with it. */
export class ImapTrouble extends Error {
  readonly fault: MailboxFault;
  constructor(code: MailboxFaultCode, words: string | null) {
    super(words === null ? code : `${code}: ${words}`);
    this.name = "ImapTrouble";
    this.fault = { code, words };
  }
}

/**
 * The fault of an `ImapTrouble`; `null` for any other error. Asked by name: Next loads a module once per bundle, so that the
 * class of the process's one `Net` need not be the one that a page sees.
 */
export function imapFaultOf(error: unknown): MailboxFault | null {
  const isTrouble = error instanceof Error && error.name === "ImapTrouble" && "fault" in error;
  return isTrouble ? readMailboxFault(error.fault) : null;
}

/** What the library's errors say. All of them are read here. */
type LibraryError = Error & {
  code?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  serverResponseCode?: string;
  responseStatus?: string;
  responseText?: string;
  response?: unknown;
  reason?: string;
  oauthError?: { status?: string };
};

/** `fallback` is what it is when the server itself refused the command. */
export function troubleOf(
  error: unknown,
  { secrets, fallback }: { secrets: readonly string[]; fallback: MailboxFaultCode },
): ImapTrouble {
  if (error instanceof ImapTrouble) return error;
  const read = error instanceof Error ? (error as LibraryError) : new Error(String(error));
  return new ImapTrouble(codeOf(read, fallback), serverWords(wordsOf(read), secrets));
}

function codeOf(error: LibraryError, fallback: MailboxFaultCode): MailboxFaultCode {
  if (error.authenticationFailed) {
    return temporary.has(error.serverResponseCode ?? "") ? "login-unavailable" : "login-refused";
  }
  const { code = "" } = error;
  if (isCertificateCode(code)) return "certificate";
  if (error.tlsFailed) return code === "" ? "starttls-refused" : "tls-handshake";
  if (code === "GREETING_TIMEOUT" || code.startsWith("ParserError") || code === "InvalidResponse")
    return "no-imap";
  if (code.startsWith("ERR_SSL") || code === "EPROTO") return "tls-handshake";
  if (error.responseStatus === "NO" || error.responseStatus === "BAD") return fallback;
  return "connection-lost";
}

/** RFC 5530 §3: refusals of a login that are no matter of the password. */
const temporary: ReadonlySet<string> = new Set(["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG"]);

/** OpenSSL's verification codes as Node spells them, and Node's own for a name that does not match. */
export function isCertificateCode(code: string): boolean {
  return (
    /CERT|ISSUER|SIGNATURE|^CRL_|^INVALID_(?:CA|PURPOSE)$|^HOSTNAME_MISMATCH$/.test(code) &&
    !code.startsWith("ERR_SSL")
  );
}

function wordsOf(error: LibraryError): string {
  const said =
    error.responseText ?? (typeof error.response === "string" ? error.response : undefined) ?? error.reason;
  const parts = [error.oauthError?.status && `OAuth status ${error.oauthError.status}`, said];
  const words = parts.filter((part) => part).join(": ");
  if (words !== "") return words;
  return [error.code, error.message].filter((part) => part).join(": ");
}
