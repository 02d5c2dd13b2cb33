import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import EmailProvider from "next-auth/providers/email";
import GitHubProvider from "next-auth/providers/github";
import GoogleProvider from "next-auth/providers/google";
import { takePoint } from "#lib/db/rate-limits.ts";
import { contextFor } from "#lib/server/context.ts";
import { env } from "#lib/server/env.ts";
import { logger } from "#lib/server/logger.ts";
import { authenticate, authenticateInput } from "#lib/services/accounts/authenticate.ts";
import { redeemSignInLink } from "#lib/services/accounts/redeem-sign-in-link.ts";
import { signInMail } from "./sign-in-mail.ts";

type Provider = NextAuthOptions["providers"][number];

/** What the sign-in page offers beside e-mail and password, in its order. */
export function offeredProviders(): { id: string; name: string }[] {
  const { google, github, oidc, mail } = env();
  return [
    ...(mail ? [{ id: "email", name: "" }] : []),
    ...(google ? [{ id: "google", name: "Google" }] : []),
    ...(github ? [{ id: "github", name: "GitHub" }] : []),
    ...(oidc ? [{ id: "oidc", name: oidc.name }] : []),
  ];
}

export function authProviders(peer: string): Provider[] {
  const { google, github, oidc, mail } = env();
  return [
    passwordProvider(peer),
    linkProvider(),
    ...(mail ? [emailProvider(mail)] : []),
    ...(google
      ? [GoogleProvider({ clientId: google.id, clientSecret: google.secret, ...linksByEmail })]
      : []),
    ...(github ? [GitHubProvider({ clientId: github.id, clientSecret: github.secret })] : []),
    ...(oidc ? [oidcProvider(oidc)] : []),
  ];
}

/** A refusal reaches the page as the error's message: `wrong-credentials` or `rate-limited:<seconds>`. */
function passwordProvider(peer: string): Provider {
  return CredentialsProvider({
    id: "password",
    credentials: { email: { type: "email" }, password: { type: "password" } },
    async authorize(credentials) {
      const input = authenticateInput.safeParse({ ...credentials, peer });
      if (!input.success) throw new Error("wrong-credentials");
      const result = await authenticate(contextFor({ kind: "anonymous" }), input.data);
      if (result.ok) return { id: result.value.userId, email: result.value.email };
      throw new Error(
        result.code === "rate-limited" ? `rate-limited:${result.data?.seconds}` : "wrong-credentials",
      );
    },
  });
}

/** The operator's one-time link, see `create-sign-in-link.ts`. */
function linkProvider(): Provider {
  return CredentialsProvider({
    id: "link",
    credentials: { token: { type: "text" } },
    async authorize(credentials) {
      const user = await redeemSignInLink(
        contextFor({ kind: "anonymous" }),
        String(credentials?.token ?? ""),
      );
      return user ? { id: user.userId, email: user.email } : null;
    },
  });
}

/** Safe where the provider's address is verified, which `maySignIn` demands. */
const linksByEmail = { allowDangerousEmailAccountLinking: true };

const perEmail = { name: "mail-link", points: 3, seconds: 900 };

/**
 * Mails go only to people with an account, or to anybody where sign-up is open. The page answers alike, and at the
 * same time: it does not wait for the mail server.
 */
function emailProvider(mail: { server: string; from: string }): Provider {
  return EmailProvider({
    server: mail.server,
    from: mail.from,
    maxAge: linkSeconds,
    async sendVerificationRequest({ identifier, url }) {
      const { db, mailer, settings } = contextFor({ kind: "anonymous" });
      const email = identifier.toLowerCase();
      const { allowed } = await takePoint(db, perEmail, email);
      const user = await db.prisma.user.findUnique({ where: { email } });
      if (!mailer || !allowed || (!user && settings.signUp !== "open")) return;
      mailer
        .send({ to: email, ...signInMail(confirmPage(url), user?.locale ?? null) })
        .catch((error: unknown) => {
          logger().error({ err: error }, "a sign-in link could not be mailed");
        });
    },
  });
}

const linkSeconds = 3600;

/** A page with a button in place of next-auth's own address, since mail filters open links and would spend the token. */
function confirmPage(url: string): string {
  return `${env().publicUrl}/sign-in/mail-link${new URL(url).search}`;
}

function oidcProvider(oidc: { issuer: string; id: string; secret: string; name: string }): Provider {
  return {
    id: "oidc",
    name: oidc.name,
    type: "oauth",
    wellKnown: `${oidc.issuer.replace(/\/+$/, "")}/.well-known/openid-configuration`,
    clientId: oidc.id,
    clientSecret: oidc.secret,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    ...linksByEmail,
    profile: (profile: { sub: string; name?: string; email?: string; picture?: string }) => ({
      id: profile.sub,
      name: profile.name ?? null,
      email: profile.email ?? null,
      image: profile.picture ?? null,
    }),
  };
}
