import { isIP } from "node:net";
import { z } from "zod";
import { parseDomainName } from "#lib/core/domain-name.ts";
import type { Mailbox } from "#lib/db/client.ts";

const plain = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    // No control characters: none belongs into a name, and a line end would end an IMAP command.
    .regex(/^\P{Cc}*$/u);

/** Nothing at all, or what a person entered and no other is to see. */
const secretText = z
  .string()
  .max(16_384)
  .regex(/^\P{Cc}*$/u);

/**
 * What an administrator says of a mailbox. Where `secret` and `refreshToken` are both empty, what is stored is kept.
 * `tokenUrl`, `clientId`, `scope` and `refreshToken` are for an OAuth 2 client alone, whose secret `secret` is.
 */
export const mailboxSettings = z
  .object({
    name: plain(100),
    host: plain(255).transform(readHost).pipe(z.string().min(1)),
    port: z.coerce.number().int().min(1).max(65_535),
    security: z.enum(["tls", "starttls", "none"]),
    authentication: z.enum(["password", "oauth2", "oauth2_client"]),
    user: plain(320).min(1),
    secret: secretText,
    tokenUrl: plain(2_000).default(""),
    clientId: plain(500).default(""),
    scope: plain(2_000).default(""),
    refreshToken: secretText.default(""),
    folder: plain(255).min(1),
    afterwards: z.enum(["leave", "flag", "move"]),
    moveTo: plain(255),
  })
  .superRefine(({ afterwards, moveTo, folder }, { addIssue }) => {
    if (afterwards !== "move") return;
    if (moveTo === "") addIssue({ code: "custom", path: ["moveTo"], message: "missing" });
    if (moveTo !== "" && moveTo === folder) addIssue({ code: "custom", path: ["moveTo"], message: "same" });
  })
  .superRefine(({ authentication, tokenUrl, clientId }, { addIssue }) => {
    if (authentication !== "oauth2_client") return;
    if (!isTokenUrl(tokenUrl)) addIssue({ code: "custom", path: ["tokenUrl"], message: "no https URL" });
    if (clientId === "") addIssue({ code: "custom", path: ["clientId"], message: "missing" });
  });

export type MailboxSettings = z.infer<typeof mailboxSettings>;

/** RFC 6749 §3.2: TLS, and no fragment. */
function isTokenUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url?.protocol !== "https:" || url.hash !== "" || url.username !== "" || url.password !== "")
    return false;
  return parseDomainName(url.hostname).ok;
}

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
  const client = authentication === "oauth2_client";
  return {
    name: name === "" ? user : name,
    host,
    port,
    security,
    authentication,
    user,
    tokenUrl: client ? settings.tokenUrl : null,
    clientId: client ? settings.clientId : null,
    scope: client ? settings.scope : null,
    folder,
    afterwards,
    moveTo: afterwards === "move" ? moveTo : null,
  };
}

/**
 * Whether what is stored may be used with these settings: who may edit a mailbox never got to see its password, and must
 * not have it sent to another server, over a weaker connection, or as another user or client.
 */
export function secretStillFits(
  stored: Pick<Mailbox, "host" | "port" | "security" | "authentication" | "user" | "tokenUrl" | "clientId">,
  settings: MailboxSettings,
): boolean {
  const wanted = columnsOf(settings);
  const places = ["host", "port", "security", "authentication", "user", "tokenUrl", "clientId"] as const;
  return places.every((place) => stored[place] === wanted[place]);
}
