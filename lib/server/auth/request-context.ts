import { headers } from "next/headers";
import { cache } from "react";
import { clientOf } from "#lib/db/client-of.ts";
import { askedPath } from "#lib/server/asked-path.ts";
import { contextFor } from "#lib/server/context.ts";
import { findSession } from "#lib/services/accounts/find-session.ts";
import type { Context } from "#lib/services/context.ts";
import { readSessionCookie } from "./session-cookie.ts";

export type SignedIn = {
  userId: string;
  sessionRowId: string;
  email: string;
  name: string | null;
  locale: string | null;
  /** See `SessionCookie`. */
  byLinkAt: Date | null;
};

/** Who is signed in; asked of the database once per request, so that an ended session ends at once. */
export const signedIn = cache(async (): Promise<SignedIn | null> => {
  const cookie = await readSessionCookie();
  const session = cookie ? await findSession(contextFor({ kind: "anonymous" }), cookie.sid) : null;
  if (!cookie || !session) return null;
  const { id, email, name, locale } = session.user;
  return { userId: id, sessionRowId: session.id, email, name, locale, byLinkAt: cookie.byLinkAt };
});

/** The context of this request, with its actor. Services authorise; this only says who asks. */
export async function requestContext(): Promise<Context> {
  const user = await signedIn();
  return contextFor(user ? { kind: "user", userId: user.userId } : { kind: "anonymous" });
}

/** The client as limits count it: its address, or its network of IPv6. */
export async function requestPeer(): Promise<string> {
  return peerOf(await headers());
}

/** Path and query of this request; `null` when not known. A page's action has its page's. */
export async function requestPath(): Promise<string | null> {
  return askedPath(await headers());
}

/** The same, of these headers; the web process has made the one that is read true (see `forwarding.ts`). */
export function peerOf(requestHeaders: Pick<Headers, "get">): string {
  return clientOf(requestHeaders.get("x-forwarded-for") ?? "");
}
