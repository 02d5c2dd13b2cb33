import type { Corpus } from "../corpus/corpus.ts";
import { type Bench, startProcess } from "../processes.ts";
import type { Fired, Volley } from "./driver-process.ts";

/** Starts the process that sends. */
export function startDriver(): Promise<Bench> {
  return startProcess(new URL("./driver-process.ts", import.meta.url), {});
}

/** Requests answered in a second. Throws when one was answered otherwise than with `status`. */
export async function drive(driver: Bench, volley: Volley & { status: number }): Promise<number> {
  const { ms, statuses } = await driver.ask<Fired>(volley);
  if (statuses[volley.status] !== volley.count) {
    throw new Error(`expected ${volley.count} answers ${volley.status}, got ${JSON.stringify(statuses)}`);
  }
  return (volley.count / ms) * 1000;
}

/** A part of a corpus for one round, unlike that of every other round and side. */
export function roundOf(corpus: Omit<Corpus, "seed">, round: number, side: "ours" | "reference"): Corpus {
  return { ...corpus, seed: 100 + round * 2 + (side === "ours" ? 0 : 1) };
}
