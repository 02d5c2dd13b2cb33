import type { Context } from "#lib/services/context.ts";
import { type Outcome, refusal } from "./command.ts";

const shown = 20;

/** No organization has that short name: tells which there are. */
export async function unknownOrganization({ db }: Context, slug: string): Promise<Outcome> {
  const known = await db.prisma.organization.findMany({
    select: { slug: true },
    orderBy: { createdAt: "asc" },
    take: shown,
  });
  const names = known.map((organization) => organization.slug).join(", ");
  const there =
    known.length === 0 ? "There is none yet." : `There ${known.length === 1 ? "is" : "are"}: ${names}`;
  return refusal(
    "unknown-organization",
    `There is no organization "${slug}" (its name in addresses). ${there}`,
  );
}
