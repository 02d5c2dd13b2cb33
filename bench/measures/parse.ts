import { gunzipSync } from "node:zlib";
import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import { unpackReport } from "#lib/net/unpack/unpack-report.ts";
import { alternate, type Comparison } from "../compare.ts";
import { packedReports } from "../corpus/corpus.ts";
import { domainCount } from "../installation.ts";
import type { Measurement, Stage } from "../stage.ts";

/** From gzip to a judged report, one after the other in one thread, beside inflating and JSON.parse alone. */
export const parse: Measurement = {
  name: "parse",
  title: "parse and validate, gzip in, one thread",
  run: async (stage) => {
    const told: Comparison[] = [];
    for (const profile of stage.profiles) told.push(await compare(stage, profile));
    return told;
  },
};

async function compare(stage: Stage, profile: Stage["profiles"][number]): Promise<Comparison> {
  const count = stage.amount(profile === "heavy" ? 20_000 : 40_000);
  const corpus = { profile, seed: 1, domains: domainCount, lastDay: stage.lastDay };
  const bodies = packedReports(corpus, 0, count);
  const perSecond = async (read: (body: Buffer) => unknown) => {
    const start = performance.now();
    for (const body of bodies) await read(body);
    return (count / (performance.now() - start)) * 1000;
  };
  const rounds = await alternate(stage.rounds, {
    ours: () => perSecond(readOurs),
    reference: () => perSecond((body) => JSON.parse(gunzipSync(body).toString("utf8"))),
  });
  return { measure: `${parse.title} (${profile})`, target: { min: 0.6 }, unit: "reports/s", ...rounds };
}

async function readOurs(body: Buffer): Promise<void> {
  const unpacked = await unpackReport(body);
  if (!unpacked.ok || !parseTlsReport(unpacked.json).ok)
    throw new Error("a report of the corpus was not read");
}
