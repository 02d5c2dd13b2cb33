import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import { createDb } from "#lib/db/client.ts";
import { insertParts, insertReports } from "#lib/db/reports/insert-reports.ts";
import type { ReportRow } from "#lib/db/reports/report-row.ts";
import { applyToRollUps } from "#lib/db/reports/roll-ups.ts";
import { createBatches } from "./batches.ts";
import { uncheckedRow } from "./unchecked-row.ts";

// The reference for delivery by HTTPS: POST /{id of the domain}. It believes whatever comes, and stores it with the
// product's own batched insert: raw bytes, rows and roll-ups in one transaction.

const db = createDb(process.env.DATABASE_URL ?? "", { maxConnections: 10 });
const store = createBatches(storeUnchecked, { rows: 200, flights: 2 });

const server = createServer((req, res) => {
  void take(req).then(
    () => res.writeHead(201).end(),
    (error: unknown) => {
      console.error(error);
      res.writeHead(500).end();
    },
  );
});

async function take(req: IncomingMessage): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const raw = Buffer.concat(chunks);
  await store(uncheckedRow((req.url ?? "/").slice(1), raw, gunzipSync(raw).toString("utf8")));
}

async function storeUnchecked(rows: ReportRow[]): Promise<void> {
  const client = await db.pool.connect();
  try {
    await Promise.all([
      client.query("BEGIN"),
      insertReports(client, rows, true),
      insertParts(client, rows),
      applyToRollUps(
        client,
        rows.map((row) => ({ ...row, sign: 1 })),
        new Date(),
      ),
    ]);
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

server.listen(0, "127.0.0.1");
await once(server, "listening");
const address = server.address();
process.on("disconnect", () => process.exit(0));
process.on("SIGTERM", () => process.exit(0));
process.send?.({ ready: true, port: typeof address === "object" ? (address?.port ?? null) : null });
