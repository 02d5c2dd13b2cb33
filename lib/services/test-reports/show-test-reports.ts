import type { TimedHop } from "#lib/core/tlsrpt/test-report-hop.ts";
import type { Road, Role } from "#lib/db/client.ts";
import { type DomainPath, requireProvenDomain } from "#lib/services/authorize.ts";
import type { Context } from "#lib/services/context.ts";
import { ok, type Result } from "#lib/services/result.ts";
import { roadsOf, type TestRoad } from "./roads.ts";

/**
 * `sending`: its way is being watched; `waiting`: it was taken and has not arrived yet, as mail may take minutes;
 * `overdue`: it should have arrived, or whoever sent it has died.
 */
export type TestState = "sending" | "waiting" | "overdue" | "arrived" | "failed";

export type TestView = {
  id: string;
  road: Road;
  destination: string;
  state: TestState;
  startedAt: Date;
  arrivedAt: Date | null;
  /** In the order in which they were seen. */
  hops: TimedHop[];
};

export type TestReportsView = { role: Role; roads: TestRoad[]; tests: TestView[] };

const shownTests = 10;

/** Longer than any errand of the courier takes. */
const sendingMs = 90_000;
/** Relays that hold unknown senders back try again within some minutes. */
const patienceMs = 15 * 60_000;

/** The roads of a domain and its newest tests, newest first. */
export async function showTestReports(
  context: Context,
  path: DomainPath,
): Promise<Result<TestReportsView, "not-proven">> {
  const found = await requireProvenDomain(context, path, "viewer");
  if (!found.ok) return found;
  const { domain, role } = found.value;
  const [roads, rows] = await Promise.all([
    roadsOf(context, domain),
    context.db.prisma.testReport.findMany({
      where: { domainId: domain.id },
      omit: { raw: true },
      orderBy: [{ startedAt: "desc" }, { id: "desc" }],
      take: shownTests,
    }),
  ]);
  const tests = rows.map((row) => {
    // Only `addHops` and `settleTest` write them.
    const hops = row.hops as TimedHop[];
    return { ...row, hops, state: stateOf({ ...row, hops }, context.now) };
  });
  return ok({ role, roads, tests });
}

function stateOf(
  test: { startedAt: Date; arrivedAt: Date | null; failedAt: Date | null; hops: TimedHop[] },
  now: Date,
): TestState {
  if (test.arrivedAt) return "arrived";
  if (test.failedAt) return "failed";
  const age = now.getTime() - test.startedAt.getTime();
  const taken = test.hops.some(({ step, state }) => sendersEnd.has(step) && state === "ok");
  if (taken) return age < patienceMs ? "waiting" : "overdue";
  return age < sendingMs ? "sending" : "overdue";
}

const sendersEnd = new Set<TimedHop["step"]>(["answered", "submitted"]);
