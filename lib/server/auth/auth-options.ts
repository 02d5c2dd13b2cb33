import type { Account, NextAuthOptions, Profile, User } from "next-auth";
import { decode, type JWT, type JWTDecodeParams } from "next-auth/jwt";
import { takePoint } from "#lib/db/rate-limits.ts";
import { contextFor } from "#lib/server/context.ts";
import { env } from "#lib/server/env.ts";
import { endSession } from "#lib/services/accounts/end-session.ts";
import { findSession } from "#lib/services/accounts/find-session.ts";
import { sessionSeconds } from "#lib/services/accounts/start-session.ts";
import { authAdapter } from "./auth-adapter.ts";
import { openBrowserSession } from "./browser-session.ts";
import { authProviders } from "./providers.ts";
import { authSecret, readSessionCookie, sessionCookie } from "./session-cookie.ts";

/** Who asks, as far as signing in needs to know. `peer` is the client's address. */
type Client = { userAgent: string | null; peer: string };

/**
 * next-auth with our rules: its signed cookie only names a session row (`sid`), which `findSession` asks for on every
 * request; who may have an account is decided here and in `services/accounts`.
 */
export function authOptions(client: Client): NextAuthOptions {
  // next-auth takes its own address from this variable alone.
  process.env.NEXTAUTH_URL = env().publicUrl;
  return {
    secret: authSecret(),
    adapter: authAdapter(),
    providers: authProviders(client.peer),
    session: { strategy: "jwt", maxAge: sessionSeconds },
    jwt: { maxAge: sessionSeconds, decode: decodeLive },
    cookies: { sessionToken: sessionCookie() },
    pages: {
      signIn: "/sign-in",
      error: "/sign-in",
      verifyRequest: "/sign-in/check-mail",
      signOut: "/sign-out",
    },
    callbacks: {
      signIn: ({ user, account, profile, email }) =>
        email?.verificationRequest ? mayAskForMail(client.peer) : maySignIn(user, account, profile),
      async jwt({ token, user, account }) {
        if (!user) return token;
        const sid = await openBrowserSession({ userId: user.id, userAgent: client.userAgent });
        const byLink = account?.provider === "email" || account?.provider === "link";
        return { sid, sub: user.id, ...(byLink ? { byLinkAt: Date.now() } : {}) };
      },
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await endSession(anonymous(), token.sid);
      },
    },
  };
}

/** A cookie whose session has ended is no cookie, also for next-auth itself: it links providers to whom it decodes. */
async function decodeLive(params: JWTDecodeParams): Promise<JWT | null> {
  const token = await decode(params);
  const live = typeof token?.sid === "string" ? await findSession(anonymous(), token.sid) : null;
  return live ? token : null;
}

function anonymous() {
  return contextFor({ kind: "anonymous" });
}

const mailsPerPeer = { name: "mail-link-peer", points: 20, seconds: 3600 };

/** Every address gets the same answer to a wish for a sign-in link, whether it has an account or not. */
async function mayAskForMail(peer: string): Promise<true | string> {
  const slowdown = await takePoint(anonymous().db, mailsPerPeer, peer);
  return slowdown.allowed || refusal(`rate-limited:${slowdown.retryAfterSeconds}`);
}

/**
 * People with an account sign in by any road that is connected to it; strangers only where sign-up is open. Google and
 * OpenID Connect find an account by its address when both they and we know that the address is verified. A GitHub
 * account is connected by a signed-in user.
 */
async function maySignIn(
  user: User,
  account: Account | null,
  profile: Profile | undefined,
): Promise<boolean | string> {
  if (account?.type === "credentials" || account?.type === "email") return true;
  const email = user.email?.toLowerCase();
  if (!account || !email) return false;
  const { prisma } = anonymous().db;
  const { provider, providerAccountId } = account;
  if ((await prisma.account.count({ where: { provider, providerAccountId } })) > 0) return true;
  if (await isSignedIn()) return true;
  if (provider === "github" || !hasVerifiedEmail(profile)) return refusal("not-connected");
  const known = await prisma.user.findUnique({ where: { email } });
  if (!known) return anonymous().settings.signUp === "open" || refusal("not-connected");
  return known.emailVerified !== null || refusal("not-connected");
}

async function isSignedIn(): Promise<boolean> {
  const cookie = await readSessionCookie();
  return cookie !== null && (await findSession(anonymous(), cookie.sid)) !== null;
}

function hasVerifiedEmail(profile: Profile | undefined): boolean {
  return profile !== undefined && "email_verified" in profile && profile.email_verified === true;
}

function refusal(code: string): string {
  return `${env().publicUrl}/sign-in?error=${code}`;
}
