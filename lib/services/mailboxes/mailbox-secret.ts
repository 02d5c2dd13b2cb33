import { z } from "zod";
import type { Mailbox } from "#lib/db/client.ts";
import type { Context } from "#lib/services/context.ts";
import type { MailboxSettings } from "./mailbox-settings.ts";

/** `refreshToken`: of an OAuth 2 client that has one, otherwise empty. */
export type MailboxSecret = Pick<MailboxSettings, "secret" | "refreshToken">;

type Sealing = Pick<Context, "vault">;
type Sealed = Pick<Mailbox, "id" | "secret" | "authentication">;

/** Whether a person has entered one. */
export function isGiven({ secret, refreshToken }: MailboxSecret): boolean {
  return secret !== "" || refreshToken !== "";
}

/** Secrets are sealed for their mailbox alone. */
export function sealSecret(
  { vault }: Sealing,
  { id, authentication }: Pick<Mailbox, "id" | "authentication">,
  { secret, refreshToken }: MailboxSecret,
): Uint8Array<ArrayBuffer> {
  const text = authentication === "oauth2_client" ? JSON.stringify({ secret, refreshToken }) : secret;
  return new Uint8Array(vault.seal(purposeOf(id), text));
}

/** `null`: the installation's secret is another one than when it was sealed. */
export function openSecret({ vault }: Sealing, { id, secret, authentication }: Sealed): MailboxSecret | null {
  const text = vault.open(purposeOf(id), secret);
  if (text === null) return null;
  return authentication === "oauth2_client"
    ? ofClient.parse(JSON.parse(text))
    : { secret: text, refreshToken: "" };
}

const ofClient = z.object({ secret: z.string(), refreshToken: z.string() });

function purposeOf(mailboxId: string): string {
  return `mailbox:${mailboxId}`;
}
