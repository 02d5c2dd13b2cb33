import { randomUUIDv7 } from "node:crypto";
import { resultsForDomain } from "#lib/core/tlsrpt/belongs.ts";
import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import type { ReportRow } from "#lib/db/reports/report-row.ts";
import { contextFor } from "#lib/server/context.ts";
import { importReports } from "#lib/services/reports/import-reports.ts";
import { normaliseReport } from "#lib/services/reports/normalise-report.ts";
import { type Corpus, domainName, packed, reportOf } from "../corpus/corpus.ts";
import { answerQuestions } from "../processes.ts";
import { insertPlainly } from "../reference/plain-insert.ts";

/** `domainIds` by number of the domain. */
export type Load = { side: "ours" | "reference"; corpus: Corpus; count: number; domainIds: string[] };

const batch = 200;

/** The same number of transactions at a time as the product's group commit has. */
const flights = 2;

answerQuestions(async (load: Load) => {
  const ms = load.side === "ours" ? await importAll(load) : await insertAll(load);
  return { ms };
});

/** Packed reports as `npm run cli -- report import` reads them from files; the clock runs until all is committed. */
async function importAll({ corpus, count }: Load): Promise<number> {
  const bodies = Array.from({ length: count }, (_, number) => packed(reportOf(corpus, number)));
  const files = bodies.map((body, number) => ({
    name: `${number}.json.gz`,
    octets: body.length,
    open: async function* () {
      yield body;
    },
  }));
  let stored = 0;
  const start = performance.now();
  await importReports(
    contextFor({ kind: "system" }),
    { organization: "bench", by: "bench" },
    each(files),
    (one) => {
      if (one.kind === "report") stored += one.receipts.filter(({ kind }) => kind === "stored").length;
    },
  );
  const ms = performance.now() - start;
  if (stored !== count) throw new Error(`${count} reports were imported, ${stored} stored`);
  return ms;
}

async function* each<T>(list: T[]): AsyncIterable<T> {
  yield* list;
}

/** The rows are there before the clock starts. */
async function insertAll({ corpus, count, domainIds }: Load): Promise<number> {
  const { pool } = contextFor({ kind: "system" }).db;
  const rows = Array.from({ length: count }, (_, number) => rowOf(corpus, number, domainIds));
  const start = performance.now();
  await Promise.all(
    Array.from({ length: flights }, async (_, flight) => {
      for (let from = flight * batch; from < count; from += flights * batch) {
        await insertPlainly(pool, rows.slice(from, from + batch));
      }
    }),
  );
  return performance.now() - start;
}

/** The very row that the product makes of it. */
function rowOf(corpus: Corpus, number: number, domainIds: string[]): ReportRow {
  const made = reportOf(corpus, number);
  const parsed = parseTlsReport(made.json);
  if (!parsed.ok) throw new Error("a report of the corpus was not read");
  const { own } = resultsForDomain(parsed.value, domainName(made.domain), { mxHosts: [], hint: null });
  return {
    ...normaliseReport(parsed.value, own),
    id: randomUUIDv7(),
    domainId: domainIds[made.domain] ?? "",
    road: "upload",
    trust: "upload",
    trustReason: "uploaded-by:bench",
    voucher: null,
    mail: null,
    peer: null,
    userAgent: null,
    receivedAt: new Date(),
    raw: packed(made),
    jsonLength: made.json.length,
    findings: parsed.findings,
  };
}
