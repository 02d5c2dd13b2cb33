import type { Db } from "#lib/db/client.ts";
import type { Mailer } from "#lib/net/mail/mailer.ts";
import type { Net } from "#lib/net/net.ts";
import type { Vault } from "./vault.ts";

/** Who asks. `system` is a job or the operator's command line, never a request. */
export type Actor =
  | { kind: "anonymous" }
  | { kind: "user"; userId: string }
  /** A program with an API key: it reads as a viewer and writes as a member of that one organization, no more. */
  | { kind: "key"; keyId: string; name: string; organizationId: string; scopes: KeyScope[] }
  | { kind: "system" };

export type KeyScope = "read" | "write";

/** All that a service may use of the world. */
export type Context = {
  actor: Actor;
  db: Db;
  net: Net;
  /** `null`: this installation sends no mail. */
  mailer: Mailer | null;
  vault: Vault;
  settings: Settings;
  now: Date;
};

export type Settings = {
  /** Where people reach us; no final slash. */
  publicUrl: string;
  /** The https address at which senders deliver, no final slash; `null`: none is known that they could reach. */
  reportUrl: string | null;
  /** Domain part of our mailto destinations; `null`: no mail is received. */
  reportMailDomain: string | null;
  signUp: "invitation" | "open";
};
