import { alternate, type Comparison } from "../compare.ts";
import { drive, roundOf, startDriver } from "../driver/drive.ts";
import { domainCount, type Installation } from "../installation.ts";
import { type Bench, startProcess } from "../processes.ts";
import type { Measurement, Stage } from "../stage.ts";

/** From a POST to the answer after the commit, through the intake process, beside a server that checks nothing. */
export const intake: Measurement = {
  name: "intake",
  title: "POST to committed through intake, 32 connections",
  run: async (stage) => {
    const installation = await stage.installation();
    const ours = await startIntake(installation);
    const bare = await startProcess(
      new URL("../reference/bare-server.ts", import.meta.url),
      installation.environment,
    );
    const driver = await startDriver();
    const told: Comparison[] = [];
    for (const profile of stage.profiles)
      told.push(await compare(stage, profile, { installation, ours, bare, driver }));
    for (const one of [driver, ours, bare]) await one.stop();
    return told;
  },
};

/** The product's own process. */
export function startIntake({ environment }: Installation): Promise<Bench> {
  return startProcess(new URL("../../lib/server/intake-main.ts", import.meta.url), environment);
}

/** Where intake takes reports, by number of the domain. */
export function reportPaths({ domains }: Installation): string[] {
  return domains.map(({ token }) => `/api/tlsrpt/${token}`);
}

type Parts = { installation: Installation; ours: Bench; bare: Bench; driver: Bench };

async function compare(
  stage: Stage,
  profile: Stage["profiles"][number],
  { installation, ours, bare, driver }: Parts,
): Promise<Comparison> {
  const count = stage.amount(profile === "heavy" ? 6_000 : 12_000);
  const corpus = { profile, domains: domainCount, lastDay: stage.lastDay };
  const sides = {
    ours: { port: ours.port ?? 0, paths: reportPaths(installation) },
    reference: { port: bare.port ?? 0, paths: installation.domains.map(({ id }) => `/${id}`) },
  };
  const one = (side: keyof typeof sides) => async (round: number) => {
    await installation.clear();
    const volley = { ...sides[side], corpus: roundOf(corpus, round, side), from: 0, count, status: 201 };
    const perSecond = await drive(driver, volley);
    const stored = await installation.count("reports");
    if (stored !== count) throw new Error(`${count} reports were acknowledged, ${stored} are stored`);
    return perSecond;
  };
  const rounds = await alternate(stage.rounds, { ours: one("ours"), reference: one("reference") });
  return { measure: `${intake.title} (${profile})`, target: { min: 0.6 }, unit: "reports/s", ...rounds };
}
