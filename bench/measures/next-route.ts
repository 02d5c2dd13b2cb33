import { buildPages, pagesDirectory } from "../build-pages.ts";
import { alternate, type Comparison } from "../compare.ts";
import { drive, roundOf, startDriver } from "../driver/drive.ts";
import { domainCount } from "../installation.ts";
import { startProcess } from "../processes.ts";
import type { Measurement } from "../stage.ts";
import { reportPaths } from "./intake.ts";

/** From a POST to the answer after the commit through the pages' own process, beside a Next route that does nothing. */
export const nextRoute: Measurement = {
  name: "next",
  title: "POST to committed through the Next API route, 32 connections",
  run: async (stage): Promise<Comparison[]> => {
    const installation = await stage.installation();
    await buildPages(installation.environment);
    const web = await startProcess(new URL("../../lib/server/web-main.ts", import.meta.url), {
      ...installation.environment,
      ROLE: "web",
      NEXT_DIST_DIR: pagesDirectory,
    });
    const empty = await startProcess(new URL("../reference/empty-next-server.ts", import.meta.url), {
      NODE_ENV: "production",
    });
    const driver = await startDriver();
    const count = stage.amount(4_000);
    const corpus = { profile: "real" as const, domains: domainCount, lastDay: stage.lastDay };
    const volley = { from: 0, count, status: 201 };
    const rounds = await alternate(stage.rounds, {
      ours: async (round) => {
        await installation.clear();
        const paths = reportPaths(installation);
        return drive(driver, {
          ...volley,
          port: web.port ?? 0,
          paths,
          corpus: roundOf(corpus, round, "ours"),
        });
      },
      reference: (round) => {
        const paths = installation.domains.map(() => "/empty");
        return drive(driver, {
          ...volley,
          port: empty.port ?? 0,
          paths,
          corpus: roundOf(corpus, round, "reference"),
        });
      },
    });
    for (const one of [driver, web, empty]) await one.stop();
    return [{ measure: nextRoute.title, target: { min: 0.5 }, unit: "reports/s", ...rounds }];
  },
};
