import { cookies } from "next/headers";
import { decode } from "next-auth/jwt";
import { env } from "#lib/server/env.ts";
import { sessionSeconds } from "#lib/services/accounts/start-session.ts";
import { sealSession, sessionCookieName } from "./seal-session.ts";

export function sessionCookie() {
  const { publicUrl } = env();
  const secure = publicUrl.startsWith("https:");
  return {
    name: sessionCookieName(publicUrl),
    options: { httpOnly: true, sameSite: "lax" as const, path: "/", secure, maxAge: sessionSeconds },
  };
}

/** What the cookie says. `byLinkAt`: when a link, mailed or made by the operator, opened the session. */
export type SessionCookie = { sid: string; byLinkAt: Date | null };

/** The request's cookie; `null` when there is none, or its signature or age is wrong. */
export async function readSessionCookie(): Promise<SessionCookie | null> {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (!token) return null;
  const content = await decode({ token, secret: authSecret() }).catch(() => null);
  if (typeof content?.sid !== "string") return null;
  return {
    sid: content.sid,
    byLinkAt: typeof content.byLinkAt === "number" ? new Date(content.byLinkAt) : null,
  };
}

/** Puts a session id into this browser's cookie. For actions and route handlers only. */
export async function writeSessionId(sid: string): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, await sealSession(sid, authSecret()), options);
}

/** Forgets the cookie of a session that has ended. For actions and route handlers only. */
export async function forgetSessionId(): Promise<void> {
  const { name, options } = sessionCookie();
  (await cookies()).set(name, "", { ...options, maxAge: 0 });
}

export function authSecret(): string {
  const secret = env().authSecret;
  if (!secret)
    throw new Error("AUTH_SECRET is missing: `npm start` makes one and hands it to its processes.");
  return secret;
}
