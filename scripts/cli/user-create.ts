import { z } from "zod";
import { Prisma, type Role, type Transaction } from "#lib/db/client.ts";
import { createSignInLink } from "#lib/services/accounts/create-sign-in-link.ts";
import { createUser } from "#lib/services/accounts/create-user.ts";
import { audit } from "#lib/services/audit.ts";
import type { Context } from "#lib/services/context.ts";
import { type Call, type Command, type Outcome, refusal } from "./command.ts";
import { unknownOrganization } from "./known-organizations.ts";

const roles = z.enum(["owner", "admin", "member", "viewer"]);

export const userCreate: Command = {
  name: "user create",
  summary: "make an account and print a link that signs its user in",
  operands: null,
  options: {
    email: { value: "<address>", required: true, meaning: "the address to sign in with" },
    name: { value: "<name>", meaning: "how the user is shown" },
    organization: { value: "<slug>", meaning: "an organization to join, by its name in addresses" },
    role: { value: "<role>", meaning: "in that organization: owner, admin, member (default) or viewer" },
  },
  notes: [
    "Every user owns an organization of their own as well. The link works once, within 15 minutes; `sign-in-link` prints another.",
  ],
  run: create,
};

async function create({ context, given }: Call): Promise<Outcome> {
  const email = z.email().max(254).safeParse(given.email?.toLowerCase());
  if (!email.success) return refusal("invalid-email", `${given.email} is no e-mail address.`, 2);
  const role = roles.safeParse(given.role ?? "member");
  if (!role.success) return refusal("invalid-role", "--role is owner, admin, member or viewer.", 2);
  if (given.role !== undefined && given.organization === undefined) {
    return refusal("organization-missing", "--role needs --organization.", 2);
  }
  const joins = await joined(context, given.organization, role.data);
  if (joins === "unknown") return unknownOrganization(context, given.organization ?? "");
  const account = { email: email.data, name: given.name ?? null };
  const organizations = await store(context, account, joins);
  if (!organizations)
    return refusal("email-taken", `There is an account with the address ${email.data} already.`);
  const made = await createSignInLink(context, { email: email.data });
  if (!made.ok) throw new Error("The account that was just made is not there.");
  const { link, expiresAt } = made.value;
  const lines = [
    `Made the account ${email.data}, in ${organizations.join(" and ")}.`,
    `Sign in, once, within 15 minutes: ${link}`,
  ];
  return { code: 0, lines, json: { email: email.data, organizations, link, expiresAt } };
}

type Joins = { organizationId: string; role: Role } | null;

async function joined({ db }: Context, slug: string | undefined, role: Role): Promise<Joins | "unknown"> {
  if (slug === undefined) return null;
  const found = await db.prisma.organization.findUnique({ where: { slug } });
  return found ? { organizationId: found.id, role } : "unknown";
}

/** The slugs of the user's organizations; `null`: the address is taken. */
async function store(
  context: Context,
  account: { email: string; name: string | null },
  joins: Joins,
): Promise<string[] | null> {
  try {
    return await context.db.prisma.$transaction((transaction) => make(context, transaction, account, joins));
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") return null;
    throw error;
  }
}

async function make(
  context: Context,
  transaction: Transaction,
  account: { email: string; name: string | null },
  joins: Joins,
): Promise<string[]> {
  // Whoever runs this vouches for the address, as the operator of the machine.
  const user = await createUser(
    transaction,
    { ...account, passwordHash: null, emailVerified: context.now },
    joins,
  );
  await audit(context, transaction, {
    action: "user.created",
    organizationId: joins?.organizationId ?? null,
    subject: user.email,
    data: { role: joins?.role ?? null },
  });
  const members = await transaction.member.findMany({
    where: { userId: user.id },
    include: { organization: true },
    orderBy: { organization: { createdAt: "asc" } },
  });
  return members.map(({ organization }) => organization.slug);
}
