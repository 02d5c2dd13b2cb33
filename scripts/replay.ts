import { runCommandLine } from "./cli/run-command-line.ts";

// npm run reports:replay: reads everything that is stored anew, after an update that reads reports better.

process.exitCode = await runCommandLine(["report", "replay", ...process.argv.slice(2)]);
