import type { Mailbox } from "#lib/db/client.ts";
import type { ImapSession } from "#lib/net/mail/imap/session.ts";
import type { Context } from "#lib/services/context.ts";
import type { MailboxSecret } from "./mailbox-secret.ts";

/** Where a mailbox is and how one logs in to it. */
export type MailboxDoor = Pick<
  Mailbox,
  "host" | "port" | "security" | "authentication" | "user" | "tokenUrl" | "clientId" | "scope"
>;

/**
 * Logs in to a mailbox, with a fresh access token where an OAuth 2 client asks for them. `keep` stores the secret with the
 * refresh token that the server gave in place of the old one, before anything else can fail. Rejects with `ImapTrouble`.
 */
export async function enterMailbox(
  { net }: Pick<Context, "net">,
  { host, port, security, user, ...door }: MailboxDoor,
  secret: MailboxSecret,
  keep: (renewed: MailboxSecret) => Promise<void>,
): Promise<ImapSession> {
  const server = { host, port, security, user };
  const { authentication } = door;
  if (authentication !== "oauth2_client")
    return net.connectImap({ ...server, authentication, secret: secret.secret });
  const { accessToken, refreshToken } = await net.askToken({
    tokenUrl: door.tokenUrl ?? "",
    clientId: door.clientId ?? "",
    clientSecret: secret.secret,
    scope: door.scope ?? "",
    refreshToken: secret.refreshToken,
  });
  // A client that asks in its own name needs none, whatever it is given (RFC 6749 §4.4.3).
  const isNew = refreshToken !== null && secret.refreshToken !== "" && refreshToken !== secret.refreshToken;
  if (isNew) await keep({ ...secret, refreshToken });
  return net.connectImap({ ...server, authentication: "oauth2", secret: accessToken });
}
