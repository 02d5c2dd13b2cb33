import { isIP } from "node:net";
import { z } from "zod";
import { parseDomainName } from "#lib/core/domain-name.ts";
import type { Mailbox } from "#lib/db/client.ts";
import type { ImapAccount } from "#lib/net/mail/imap/connect-imap.ts";
import type { Context } from "#lib/services/context.ts";

const plain = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    // No control characters: none belongs into a name, and a line end would end an IMAP command.
    .regex(/^\P{Cc}*$/u);

/** What an administrator says of a mailbox. An empty `secret` keeps the one that is there. */
export const mailboxSettings = z
  .object({
    name: plain(100),
    host: plain(255).transform(readHost).pipe(z.string().min(1)),
    port: z.coerce.number().int().min(1).max(65_535),
    security: z.enum(["tls", "starttls", "none"]),
    authentication: z.enum(["password", "oauth2"]),
    user: plain(320).min(1),
    secret: z
      .string()
      .max(16_384)
      .regex(/^\P{Cc}*$/u),
    folder: plain(255).min(1),
    afterwards: z.enum(["leave", "flag", "move"]),
    moveTo: plain(255),
  })
  .superRefine(({ afterwards, moveTo, folder }, { addIssue }) => {
    if (afterwards !== "move") return;
    if (moveTo === "") addIssue({ code: "custom", path: ["moveTo"], message: "missing" });
    if (moveTo !== "" && moveTo === folder) addIssue({ code: "custom", path: ["moveTo"], message: "same" });
  });

export type MailboxSettings = z.infer<typeof mailboxSettings>;

/** A literal address, or a host name in A-labels, of one label too: inside a private network those are common. */
function readHost(text: string): string {
  const name = text.toLowerCase().replace(/\.$/, "");
  if (isIP(name) !== 0 || /^[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9])?$/.test(name))
    return name.includes("..") ? "" : name;
  const parsed = parseDomainName(name);
  return parsed.ok ? parsed.value : "";
}

/** The columns that the settings fill, without the secret. */
export function columnsOf(settings: MailboxSettings) {
  const { name, host, port, security, authentication, user, folder, afterwards, moveTo } = settings;
  return {
    name: name === "" ? user : name,
    host,
    port,
    security,
    authentication,
    user,
    folder,
    afterwards,
    moveTo: afterwards === "move" ? moveTo : null,
  };
}

/**
 * Whether what is stored may be used with these settings: who may edit a mailbox never got to see its password, and must
 * not have it sent to another server, over a weaker connection, or as another user.
 */
export function secretStillFits(
  stored: Pick<Mailbox, "host" | "port" | "security" | "authentication" | "user">,
  { host, port, security, authentication, user }: MailboxSettings,
): boolean {
  const same = stored.host === host && stored.port === port && stored.user === user;
  return same && stored.security === security && stored.authentication === authentication;
}

/** Secrets are sealed for their mailbox alone. */
export function sealSecret({ vault }: Pick<Context, "vault">, mailboxId: string, secret: string) {
  return new Uint8Array(vault.seal(purposeOf(mailboxId), secret));
}

/** `null`: the installation's secret is another one than when it was sealed. */
export function openSecret(
  { vault }: Pick<Context, "vault">,
  { id, secret }: Pick<Mailbox, "id" | "secret">,
): string | null {
  return vault.open(purposeOf(id), secret);
}

function purposeOf(mailboxId: string): string {
  return `mailbox:${mailboxId}`;
}

export function accountOf(
  { host, port, security, authentication, user }: Omit<ImapAccount, "secret">,
  secret: string,
): ImapAccount {
  return { host, port, security, authentication, user, secret };
}
