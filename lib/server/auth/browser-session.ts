import { headers } from "next/headers";
import { contextFor } from "#lib/server/context.ts";
import { endSession } from "#lib/services/accounts/end-session.ts";
import { findSession } from "#lib/services/accounts/find-session.ts";
import { startSession } from "#lib/services/accounts/start-session.ts";
import { recallLocale } from "./locale-cookie.ts";
import { readSessionCookie, writeSessionId } from "./session-cookie.ts";

/** Signs this browser in without a round through next-auth. For actions and route handlers only. */
export async function signInBrowser(userId: string): Promise<void> {
  await writeSessionId(await openBrowserSession({ userId, userAgent: (await headers()).get("user-agent") }));
}

/**
 * Opens a session in place of the one that this browser may have had, and recalls the user's language. Returns the
 * session id for the cookie.
 */
export async function openBrowserSession(input: {
  userId: string;
  userAgent: string | null;
}): Promise<string> {
  const context = contextFor({ kind: "anonymous" });
  const former = await readSessionCookie();
  if (former) await endSession(context, former.sid);
  const sid = await startSession(context, input);
  const session = await findSession(context, sid);
  await recallLocale(session?.user.locale ?? null);
  return sid;
}
