import { alternate } from "../compare.ts";
import { drive, roundOf, startDriver } from "../driver/drive.ts";
import { domainCount } from "../installation.ts";
import type { Measurement } from "../stage.ts";
import { reportPaths, startIntake } from "./intake.ts";

/** A flood of reports that are there already, beside the same number of new ones. */
export const duplicates: Measurement = {
  name: "duplicates",
  title: "a flood of duplicates",
  run: async (stage) => {
    const installation = await stage.installation();
    const intake = await startIntake(installation);
    const driver = await startDriver();
    const count = stage.amount(8_000);
    const corpus = { profile: "real" as const, domains: domainCount, lastDay: stage.lastDay };
    const at = { port: intake.port ?? 0, paths: reportPaths(installation), from: 0, count };
    const first = (round: number) => ({ ...at, corpus: roundOf(corpus, round, "ours"), status: 201 });
    const rounds = await alternate(stage.rounds, {
      ours: async (round) => {
        await installation.clear();
        await drive(driver, first(round));
        const perSecond = await drive(driver, { ...first(round), status: 200 });
        const stored = await installation.count("reports");
        if (stored !== count) throw new Error(`${count} reports came twice, ${stored} are stored`);
        return perSecond;
      },
      reference: async (round) => {
        await installation.clear();
        return drive(driver, { ...first(round), corpus: roundOf(corpus, round, "reference") });
      },
    });
    await driver.stop();
    await intake.stop();
    return [{ measure: duplicates.title, target: { min: 1 }, unit: "reports/s", ...rounds }];
  },
};
