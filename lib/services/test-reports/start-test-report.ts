import { z } from "zod";
import { takePoint } from "#lib/db/rate-limits.ts";
import { startTest } from "#lib/db/test-reports/start-test.ts";
import { audit } from "#lib/services/audit.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { fail, ok, type Result } from "#lib/services/result.ts";
import { roadsOf, type TestedRoad, testedRoads } from "./roads.ts";

export const startTestReportInput = z.object({
  road: z.enum(testedRoads),
  /** One of the road's destinations; left out, the first. */
  destination: z.string().max(500).optional(),
});

/** A test that was begun and is still to be sent, with `sendTestReport`. */
export type BegunTest = {
  id: string;
  domainId: string;
  domain: string;
  road: TestedRoad;
  destination: string;
};

const oneAtATime = { name: "test-report", points: 1, seconds: 10 };

/**
 * Begins a test of one road, for members. `rate-limited` comes with `seconds`; `closed`: there is nothing to test on
 * that road, or the destination is none of its own.
 */
export async function startTestReport(
  context: Context,
  path: DomainPath,
  { road, destination }: z.infer<typeof startTestReportInput>,
): Promise<Result<BegunTest, "not-proven" | "closed" | "rate-limited">> {
  const found = await requireProvenDomain(context, path, "member");
  if (!found.ok) return found;
  const { domain, organization, userId } = found.value;
  const open = (await roadsOf(context, domain)).find((candidate) => candidate.road === road);
  if (open?.kind !== "open") return fail("closed");
  const chosen = destination === undefined ? open.destinations[0] : destination;
  if (!open.destinations.includes(chosen)) return fail("closed");
  const slowdown = await takePoint(context.db, oneAtATime, `${domain.id}:${road}`);
  if (!slowdown.allowed) return fail("rate-limited", { seconds: slowdown.retryAfterSeconds });
  const id = await startTest(context.db, {
    domainId: domain.id,
    road,
    destination: chosen,
    startedById: userId,
  });
  await audit(context, context.db.prisma, {
    action: "test-report.sent",
    organizationId: organization.id,
    subject: domain.name,
    data: { road },
  });
  return ok({ id, domainId: domain.id, domain: domain.name, road, destination: chosen });
}
