import { PrismaAdapter } from "@auth/prisma-adapter";
import type { Adapter, AdapterAccount, AdapterUser, VerificationToken } from "next-auth/adapters";
import { contextFor } from "#lib/server/context.ts";
import { confirmAddress } from "#lib/services/accounts/confirm-address.ts";
import { createUser } from "#lib/services/accounts/create-user.ts";

/** The library's adapter with our rules about accounts; session rows are ours alone (`start-session.ts`). */
export function authAdapter(): Adapter {
  const { db } = contextFor({ kind: "anonymous" });
  // The adapter's types name the classic client; it calls only methods that ours has alike.
  const library = PrismaAdapter(db.prisma as unknown as Parameters<typeof PrismaAdapter>[0]) as Adapter;
  return { ...library, createUser: createOwner, updateUser, linkAccount, createVerificationToken };
}

/** A new user gets a first organization, as at every other sign-up. The address is proven: see `maySignIn`. */
async function createOwner(user: Omit<AdapterUser, "id">): Promise<AdapterUser> {
  const { db, settings, now } = contextFor({ kind: "anonymous" });
  if (settings.signUp !== "open") throw new Error("Sign-up is by invitation.");
  return db.prisma.$transaction((transaction) =>
    createUser(
      transaction,
      {
        email: user.email.toLowerCase(),
        name: user.name ?? null,
        image: user.image ?? null,
        passwordHash: null,
        emailVerified: user.emailVerified ?? now,
      },
      null,
    ),
  );
}

/** next-auth updates a user for one reason: a link mailed to the address was followed. */
async function updateUser(user: Partial<AdapterUser> & Pick<AdapterUser, "id">): Promise<AdapterUser> {
  const context = contextFor({ kind: "anonymous" });
  if (user.emailVerified) await confirmAddress(context, user.id);
  return context.db.prisma.user.findUniqueOrThrow({ where: { id: user.id } });
}

/** Only who it is: the provider's tokens would be secrets to keep, and nothing here needs them. */
async function linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount): Promise<void> {
  const { db } = contextFor({ kind: "anonymous" });
  await db.prisma.account.create({ data: { userId, type, provider, providerAccountId } });
}

async function createVerificationToken(token: VerificationToken): Promise<VerificationToken> {
  const { db, now } = contextFor({ kind: "anonymous" });
  await db.prisma.verificationToken.deleteMany({ where: { expires: { lte: now } } });
  return db.prisma.verificationToken.create({ data: token });
}
