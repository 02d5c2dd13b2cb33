import { createApiKey, createApiKeyInput } from "#lib/services/api-keys/create-api-key.ts";
import type { Context } from "#lib/services/context.ts";
import { type Call, type Command, type Outcome, refusal } from "./command.ts";

export const apiKeyCreate: Command = {
  name: "api-key create",
  summary: "make a key for the REST API, in a user's name, and print it",
  operands: null,
  options: {
    email: { value: "<address>", required: true, meaning: "whose key it is: an owner or admin" },
    name: { value: "<name>", required: true, meaning: "which program holds it" },
    organization: { value: "<slug>", meaning: "left out: the only one that the user manages" },
    scope: { value: "<scopes>", meaning: "read (default), write or read,write" },
    "expires-in-days": { value: "<days>", meaning: "left out: it holds until it is revoked" },
  },
  notes: ["The key is printed this once. Sealpost keeps its hash alone."],
  run: create,
};

const dayMs = 86_400_000;

async function create({ context, given }: Call): Promise<Outcome> {
  const email = given.email?.toLowerCase() ?? "";
  const expiresAt = expiry(given["expires-in-days"], context.now);
  if (expiresAt === "invalid") {
    return refusal("invalid-days", "--expires-in-days is a whole number from 1 to 36500.", 2);
  }
  const user = await context.db.prisma.user.findUnique({ where: { email } });
  if (!user) return refusal("unknown-user", `Nobody has an account with the address ${email}.`);
  const managed = await managedBy(context, user.id);
  const organization = given.organization ?? (managed.length === 1 ? managed[0] : undefined);
  if (organization === undefined) {
    return refusal(
      "organization-missing",
      `Say which --organization: ${managed.join(", ") || "none is managed"}.`,
      2,
    );
  }
  const input = createApiKeyInput.safeParse({
    organization,
    name: given.name,
    scopes: (given.scope ?? "read").split(",").map((scope) => scope.trim()),
    expiresAt,
  });
  if (!input.success) {
    const path = input.error.issues[0]?.path[0];
    const what =
      path === "scopes" ? "--scope is read, write or read,write." : "--name has 1 to 80 characters.";
    return refusal("invalid-input", what, 2);
  }
  const made = await createApiKey({ ...context, actor: { kind: "user", userId: user.id } }, input.data);
  if (!made.ok) return refusal(made.code, whyNot(made.code, email, organization));
  const { id, key, prefix } = made.value;
  return {
    code: 0,
    lines: [key],
    json: { id, key, prefix, organization, scopes: input.data.scopes, expiresAt },
  };
}

function expiry(days: string | undefined, now: Date): Date | null | "invalid" {
  if (days === undefined) return null;
  if (!/^[1-9]\d{0,4}$/.test(days) || Number(days) > 36_500) return "invalid";
  return new Date(now.getTime() + Number(days) * dayMs);
}

async function managedBy({ db }: Context, userId: string): Promise<string[]> {
  const members = await db.prisma.member.findMany({
    where: { userId, role: { in: ["owner", "admin"] } },
    select: { organization: { select: { slug: true } } },
    orderBy: { createdAt: "asc" },
  });
  return members.map(({ organization }) => organization.slug);
}

function whyNot(code: string, email: string, organization: string): string {
  switch (code) {
    case "not-found":
      return `${email} is in no organization "${organization}".`;
    case "forbidden":
      return `${email} manages "${organization}" not: keys are made by its owners and admins.`;
    case "too-many":
      return "The organization has as many keys as it may have: revoke one first.";
    default:
      return `The key was not made: ${code}.`;
  }
}
