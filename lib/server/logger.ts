import { type Logger, pino } from "pino";
import { env } from "./env.ts";

let made: Logger | null = null;

/** The process's log, JSON lines on standard output. Secrets and report contents stay out of it. */
export function logger(): Logger {
  made ??= pino({ level: env().logLevel, base: { pid: process.pid } });
  return made;
}
