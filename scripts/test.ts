import { inPairs } from "./verify/in-pairs.ts";
import { browserTests, databaseTests, format, layers, types, unitTests } from "./verify/runners.ts";
import { closingLine } from "./verify/tally.ts";

// npm test: everything. Goes on after a failure, so that one run shows all of them.

const tallies = await inPairs([unitTests, types, format, layers]);
for (const runner of [databaseTests, browserTests]) tallies.push(await runner());
console.log(closingLine(tallies));
process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0;
