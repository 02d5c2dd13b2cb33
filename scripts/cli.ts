import { runCommandLine } from "./cli/run-command-line.ts";

// npm run cli -- <command>: what an operator does on the machine itself, beside a running installation.

process.exitCode = await runCommandLine(process.argv.slice(2));
