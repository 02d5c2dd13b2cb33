import { z } from "zod";
import { takePoint } from "#lib/db/rate-limits.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { newToken, tokenHash } from "./secrets.ts";

export const requestSignUpInput = z.object({
  email: z
    .email()
    .max(254)
    .transform((email) => email.toLowerCase()),
  peer: z.string().max(64),
});

export type SignUpMail = (link: string | null) => { subject: string; text: string };

const perPeer = { name: "sign-up-peer", points: 10, seconds: 3600 };
const perEmail = { name: "sign-up-email", points: 3, seconds: 3600 };
const validForHours = 24;

/**
 * Open sign-up: mails a link to the address. An address that has an account gets a mail that says so (`link` null),
 * and the caller the same answer, so nobody learns who has an account.
 */
export async function requestSignUp(
  context: Context,
  input: z.infer<typeof requestSignUpInput>,
  mail: SignUpMail,
): Promise<Result<null, "closed" | "rate-limited" | "mail-failed">> {
  const { db, mailer, now, settings } = context;
  if (settings.signUp !== "open" || !mailer) return fail("closed");
  for (const [limit, key] of [
    [perPeer, input.peer],
    [perEmail, input.email],
  ] as const) {
    const slowdown = await takePoint(db, limit, key);
    if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  }
  const known = await db.prisma.user.findUnique({ where: { email: input.email } });
  const token = newToken();
  if (!known) {
    await db.prisma.invitation.create({
      data: {
        tokenHash: tokenHash(token),
        email: input.email,
        role: "owner",
        expiresAt: new Date(now.getTime() + validForHours * 3_600_000),
      },
    });
  }
  return mailer
    .send({ to: input.email, ...mail(known ? null : `${settings.publicUrl}/sign-up/${token}`) })
    .then(
      () => ok(null),
      () => fail("mail-failed"),
    );
}
