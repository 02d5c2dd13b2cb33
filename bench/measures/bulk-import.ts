import { alternate, type Comparison } from "../compare.ts";
import { roundOf } from "../driver/drive.ts";
import type { Load } from "../import/import-process.ts";
import { domainCount, type Installation } from "../installation.ts";
import { type Bench, startProcess } from "../processes.ts";
import type { Measurement, Stage } from "../stage.ts";

/** From packed files to committed and rolled up, beside inserting the same rows, made before, with plain statements. */
export const bulkImport: Measurement = {
  name: "import",
  title: "bulk import, parsed and rolled up",
  run: async (stage) => {
    const installation = await stage.installation();
    const file = new URL("../import/import-process.ts", import.meta.url);
    const worker = await startProcess(file, installation.environment);
    const told: Comparison[] = [];
    for (const profile of stage.profiles) told.push(await compare(stage, profile, installation, worker));
    await worker.stop();
    return told;
  },
};

async function compare(
  stage: Stage,
  profile: Stage["profiles"][number],
  installation: Installation,
  worker: Bench,
): Promise<Comparison> {
  const count = stage.amount(profile === "heavy" ? 12_000 : 30_000);
  const corpus = { profile, domains: domainCount, lastDay: stage.lastDay };
  const domainIds = installation.domains.map(({ id }) => id);
  const one = (side: Load["side"]) => async (round: number) => {
    await installation.clear();
    const load: Load = { side, corpus: roundOf(corpus, round, side), count, domainIds };
    const { ms } = await worker.ask<{ ms: number }>(load);
    const stored = await installation.count("reports");
    if (stored !== count) throw new Error(`${count} reports were handed in, ${stored} are stored`);
    return (count / ms) * 1000;
  };
  const rounds = await alternate(stage.rounds, { ours: one("ours"), reference: one("reference") });
  return { measure: `${bulkImport.title} (${profile})`, target: { min: 0.5 }, unit: "reports/s", ...rounds };
}
