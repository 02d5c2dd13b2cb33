import { encode } from "next-auth/jwt";
import { sessionSeconds } from "#lib/services/accounts/start-session.ts";

/** The name says whether the cookie may travel over plain HTTP: `__Host-` ones never do. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith("https:") ? "__Host-sealpost-session" : "sealpost-session";
}

/** The cookie's value for a session id: encrypted, so that only this installation can have made it. */
export function sealSession(sid: string, secret: string): Promise<string> {
  return encode({ token: { sid }, secret, maxAge: sessionSeconds });
}
