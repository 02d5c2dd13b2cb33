import { randomBytes } from "node:crypto";
import type { Role, Transaction, User } from "#lib/db/client.ts";

export type NewUser = {
  /** Lower-case. */
  email: string;
  name: string | null;
  passwordHash: string | null;
  emailVerified: Date | null;
  image?: string | null;
  locale?: string | null;
};

/**
 * Makes a user who owns a first organization of their own, in the caller's transaction. `joins` adds a membership.
 * Callers decide who may sign up.
 */
export async function createUser(
  transaction: Transaction,
  user: NewUser,
  joins: { organizationId: string; role: Role } | null,
): Promise<User> {
  const name = user.email.split("@")[1] ?? user.email;
  return transaction.user.create({
    data: {
      email: user.email,
      name: user.name,
      passwordHash: user.passwordHash,
      emailVerified: user.emailVerified,
      image: user.image ?? null,
      locale: user.locale ?? null,
      memberships: {
        create: [
          { role: "owner", organization: { create: { name, slug: organizationSlug(name) } } },
          ...(joins ? [{ role: joins.role, organization: { connect: { id: joins.organizationId } } }] : []),
        ],
      },
    },
  });
}

/** `example-com-4f7a2c`: readable, and never taken by chance. */
export function organizationSlug(name: string): string {
  const readable = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 40);
  return `${readable || "organization"}-${randomBytes(3).toString("hex")}`;
}
