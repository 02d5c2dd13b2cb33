import { gzipSync } from "node:zlib";
import { addDays, utcDay } from "#lib/core/trend/day.ts";
import type { Context } from "#lib/services/context.ts";
import { addDomain } from "#lib/services/domains/add-domain.ts";
import { brief, checkDomain } from "#lib/services/domains/check-domain.ts";
import { showSetup } from "#lib/services/domains/show-setup.ts";
import { receiveReport } from "#lib/services/reports/receive-report.ts";
import type { Reporter } from "../../e2e/mail-world/reporter/reporter.ts";
import type { World } from "../../e2e/mail-world/world.ts";
import { noiseOf, type Scenario } from "./scenario.ts";
import { scenarioDomain } from "./scenarios.ts";

const dayMs = 86_400_000;

/**
 * Lets a domain live its scenario in the world and in the organization, through the services that real life uses.
 * `context` acts for the system; its `now` is the scenario's present.
 */
export async function playScenario(
  context: Context,
  world: World,
  organization: string,
  scenario: Scenario,
): Promise<void> {
  const domain = scenarioDomain(scenario);
  const path = { organization, domain };
  const at = (daysAgo: number) => ({ ...context, now: new Date(context.now.getTime() - daysAgo * dayMs) });
  const first = scenario.published[0]?.daysAgo ?? 0;
  const added = await addDomain(at(first), { organization, name: domain });
  if (!added.ok) throw new Error(`${domain}: ${added.code}`);
  const setup = await showSetup(context, path);
  const address = await context.db.prisma.domain.findFirstOrThrow({ where: { name: domain } });
  if (!setup.ok) throw new Error(`${domain}: ${setup.code}`);
  const addresses = { httpsUri: setup.value.httpsUri, challenge: address.challenge };
  for (const step of scenario.published) {
    await world.publish(domain, step.as(domain, addresses));
    if (scenario.reporters.length > 0 || step.daysAgo > 0) await checkDomain(at(step.daysAgo), path, brief);
  }
  await sendReports(context, world, scenario, setup.value.httpsUri.split("/").at(-1) ?? "");
  if (first > 0) await checkDomain(context, path, brief);
}

async function sendReports(context: Context, world: World, scenario: Scenario, token: string): Promise<void> {
  const domain = scenarioDomain(scenario);
  const reporters = await Promise.all(scenario.reporters.map((identity) => world.reporter(identity)));
  for (let daysAgo = scenario.reportedDays; daysAgo >= 1; daysAgo -= 1) {
    await Promise.all(
      reporters.map((reporter, index) => {
        const noise = noiseOf(scenario.name, index, daysAgo);
        const told = scenario.reports({ daysAgo, reporter: index, noise, domain });
        return told ? send(context, reporter, { domain, token, daysAgo, ...told }) : null;
      }),
    );
  }
}

/** Six hours after the day's end, as most senders do. */
async function send(
  context: Context,
  reporter: Reporter,
  {
    token,
    daysAgo,
    ...plan
  }: {
    domain: string;
    token: string;
    daysAgo: number;
    successful: number;
    failures: [] | { resultType: string; sessions: number }[];
  },
): Promise<void> {
  const day = addDays(utcDay(context.now), -daysAgo);
  const now = new Date(Date.parse(`${day}T00:00:00Z`) + dayMs + dayMs / 4);
  const bytes = gzipSync(
    JSON.stringify(reporter.build({ ...plan, day, mx: [`mx1.${plan.domain}`, `mx2.${plan.domain}`] })),
  );
  const arrival = {
    token,
    bytes,
    road: "https" as const,
    vouching: null,
    peer: reporter.address,
    userAgent: null,
  };
  const receipt = await receiveReport({ ...context, now }, arrival);
  if (receipt.kind !== "stored") throw new Error(`${plan.domain} ${day}: ${receipt.kind}`);
}
