/**
 * Unpacks hostile input in a process of its own and prints, as JSON, by how many octets the peak of its memory grew
 * meanwhile, how often other work had its turn, and what was said: `node peak-memory.ts <file>`, or `stream <name>` for
 * input that is made as it is read.
 */
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { streamReports } from "../stream-reports.ts";
import { unpackReports } from "../unpack-reports.ts";
import { attacks } from "./attacks.ts";

const [from = "", name = ""] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await measure(from === "stream" ? chunksOf(name) : readFileSync(from))));

function chunksOf(attackName: string): AsyncIterable<Uint8Array> {
  const attack = attacks[attackName];
  if (attack?.kind !== "stream") throw new Error(`there is no stream of ${attackName}`);
  return attack.chunks();
}

async function measure(input: Uint8Array | AsyncIterable<Uint8Array>) {
  // Code and buffers that any report needs are there before.
  await unpackReports(gzipSync(Buffer.alloc(2_000_000, 0x20)));
  const before = process.memoryUsage().rss;
  let peak = before;
  let turns = 0;
  let watching = true;
  const watch = () => {
    turns++;
    peak = Math.max(peak, process.memoryUsage().rss);
    if (watching) setImmediate(watch);
  };
  setImmediate(watch);
  const reasons = await reasonsIn(input);
  watching = false;
  return { peak: Math.max(peak, process.memoryUsage().rss) - before, turns, reasons };
}

async function reasonsIn(input: Uint8Array | AsyncIterable<Uint8Array>): Promise<string[]> {
  if (input instanceof Uint8Array) {
    const { refusals, skipped } = await unpackReports(input);
    return [...new Set([...refusals, ...skipped].map(({ reason }) => reason))];
  }
  const reasons = new Set<string>();
  for await (const found of streamReports(input)) {
    reasons.add(found.kind === "document" ? "document" : found.reason);
  }
  return [...reasons];
}
