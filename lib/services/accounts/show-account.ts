import { requireUser } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { joinOrder, type OwnOrganization } from "#lib/services/organizations/list-organizations.ts";
import { ok, type Result } from "#lib/services/result.ts";

export type AccountView = {
  email: string;
  name: string | null;
  locale: string | null;
  hasPassword: boolean;
  providers: string[];
  organizations: OwnOrganization[];
  sessions: { id: string; userAgent: string | null; createdAt: Date; lastSeenAt: Date }[];
};

/** The signed-in user's own account; sessions newest first. */
export async function showAccount(context: Context): Promise<Result<AccountView>> {
  const actor = requireUser(context);
  if (!actor.ok) return actor;
  const user = await context.db.prisma.user.findUniqueOrThrow({
    where: { id: actor.value },
    include: {
      accounts: { select: { provider: true } },
      memberships: { include: { organization: true }, orderBy: [...joinOrder] },
      sessions: { where: { expires: { gt: context.now } }, orderBy: { lastSeenAt: "desc" }, take: 50 },
    },
  });
  return ok({
    email: user.email,
    name: user.name,
    locale: user.locale,
    hasPassword: user.passwordHash !== null,
    providers: user.accounts.map((account) => account.provider),
    organizations: user.memberships.map(({ organization, role }) => ({
      slug: organization.slug,
      name: organization.name,
      role,
    })),
    sessions: user.sessions
      .filter((session) => session.sessionVersion === user.sessionVersion)
      .map(({ id, userAgent, createdAt, lastSeenAt }) => ({ id, userAgent, createdAt, lastSeenAt })),
  });
}
