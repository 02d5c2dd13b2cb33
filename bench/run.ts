import { type Installation, startInstallation } from "./installation.ts";
import { bulkImport } from "./measures/bulk-import.ts";
import { duplicates } from "./measures/duplicates.ts";
import { intake } from "./measures/intake.ts";
import { memory } from "./measures/memory.ts";
import { nextRoute } from "./measures/next-route.ts";
import { parse } from "./measures/parse.ts";
import { smtp } from "./measures/smtp.ts";
import { readOptions } from "./options.ts";
import { tableOf } from "./print-table.ts";
import type { Measurement, Stage } from "./stage.ts";

// npm run bench: what docs/benchmarks.md describes. `--only <name>` picks measurements, `--quick` takes one short round.

const all: Measurement[] = [parse, intake, nextRoute, bulkImport, smtp, duplicates, memory];
const dayMs = 86_400_000;

const read = readOptions(
  process.argv.slice(2),
  all.map(({ name }) => name),
);
if (read.ok) await run(read.options.only, read.options.quick);
else {
  console.error(read.problem);
  process.exitCode = 1;
}

async function run(only: string[], quick: boolean): Promise<void> {
  const started: { installation: Promise<Installation> | null } = { installation: null };
  const stage: Stage = {
    installation: () => {
      started.installation ??= startInstallation();
      return started.installation;
    },
    rounds: quick ? 1 : 5,
    profiles: quick ? ["real"] : ["real", "heavy"],
    lastDay: new Date(Math.floor(Date.now() / dayMs) * dayMs - dayMs),
    amount: (reports) => (quick ? Math.ceil(reports / 40) : reports),
  };
  const abandon = async () => {
    await (await started.installation)?.stop();
    process.exit(1);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void abandon());
  try {
    const wanted = all.filter(({ name }) => only.length === 0 || only.includes(name));
    const comparisons = [];
    for (const measurement of wanted) {
      console.error(`${measurement.title} …`);
      comparisons.push(...(await measurement.run(stage)));
    }
    console.log(tableOf(comparisons));
  } finally {
    await (await started.installation)?.stop();
  }
}
