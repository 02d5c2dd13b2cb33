import { createHash } from "node:crypto";
import { z } from "zod";
import { clearPoints, returnPoint, takePoint } from "#lib/db/rate-limits.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { passwordLength, passwordMatches } from "./secrets.ts";

export const authenticateInput = z.object({
  email: z
    .string()
    .max(254)
    .transform((email) => email.trim().toLowerCase()),
  password: z.string().max(passwordLength.max),
  /** The client's address. */
  peer: z.string().max(64),
});

/** Failures allowed before the slow-down: for one account from one address, for one address, for one account from anywhere. */
const pairLimit = { name: "sign-in-pair", points: 5, seconds: 900 };
const peerLimit = { name: "sign-in-peer", points: 50, seconds: 900 };
const accountLimit = { name: "sign-in-account", points: 100, seconds: 3600 };

/**
 * Checks e-mail and password. Unknown address and wrong password answer alike, and take equally long. Every attempt
 * takes its points before the password is looked at, so that attempts made at once are counted too.
 */
export async function authenticate(
  context: Context,
  input: z.infer<typeof authenticateInput>,
): Promise<Result<{ userId: string; email: string }, "wrong-credentials" | "rate-limited">> {
  const { db } = context;
  const account = createHash("sha256").update(input.email).digest("base64url");
  const keys = [
    [pairLimit, `${account}:${input.peer}`],
    [peerLimit, input.peer],
    [accountLimit, account],
  ] as const;
  for (const [limit, key] of keys) {
    const slowdown = await takePoint(db, limit, key);
    if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  }
  const user = await db.prisma.user.findUnique({ where: { email: input.email } });
  if (!(await passwordMatches(input.password, user?.passwordHash ?? null)) || !user) {
    return fail("wrong-credentials");
  }
  await clearPoints(db, pairLimit, `${account}:${input.peer}`);
  await returnPoint(db, peerLimit, input.peer);
  await returnPoint(db, accountLimit, account);
  return ok({ userId: user.id, email: user.email });
}
