import { inPairs } from "./verify/in-pairs.ts";
import { format, layers, types, unitTests } from "./verify/runners.ts";
import { closingLine } from "./verify/tally.ts";

// npm run verify: what needs no database and no browser, in under a minute.

const tallies = await inPairs([unitTests, types, format, layers]);
console.log(closingLine(tallies));
process.exitCode = tallies.some(({ failed }) => failed > 0) ? 1 : 0;
