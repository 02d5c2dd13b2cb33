import type { Db } from "#lib/db/client.ts";
import { isContention, sqlState } from "#lib/db/in-transaction.ts";
import { TooBusy } from "#lib/db/too-busy.ts";
import { type ReportRow, type StoreOutcome, weightOf } from "./report-row.ts";
import { storeReports } from "./store-reports.ts";

/** Weights as `weightOf` tells them. A batch always takes one row, whatever it weighs. */
const maxBatch = { rows: 200, weight: 4_194_304 };

/** Nearly every report is far lighter; the others have a lane of their own, so that nobody waits behind them. */
const heavyWeight = 262_144;
const maxFlights = { light: 2, heavy: 1 };

/** Ten times what a full batch takes. */
const longFlightMs = 300;

/** What may wait in a lane. Beyond it arrivals are turned away, before they take the memory of all others. */
const maxWaiting = { rows: 10_000, weight: 134_217_728 };

/**
 * Group commit: concurrent arrivals share a transaction. Whoever comes while a batch is being written joins the next
 * one, which departs beside it once it is full, or when the first takes long: it may wait for a lock. Resolves after the
 * commit. Rejects when the storage fails, or when it refuses this row (`isRefused`).
 */
export function storeReport(db: Db, row: ReportRow): Promise<StoreOutcome> {
  const weight = weightOf(row);
  const lane = lanesOf(db)[weight > heavyWeight ? "heavy" : "light"];
  if (lane.waiting.length >= maxWaiting.rows || lane.weight + weight > maxWaiting.weight) {
    return Promise.reject(new TooBusy("Too many reports are waiting to be stored."));
  }
  const name = `${row.domainId}:${row.reportKey.toString("base64")}`;
  return new Promise((resolve, reject) => {
    lane.waiting.push({ row, name, resolve, reject });
    lane.weight += weight;
    // What comes with the same turn of the event loop goes along.
    if (lane.waiting.length === 1 || lane.waiting.length === maxBatch.rows)
      setImmediate(() => depart(db, lane));
  });
}

/**
 * Whether PostgreSQL refused the values themselves (data exceptions, violated constraints, limits: SQLSTATE classes
 * 22, 23 and 54), so that trying again would not help.
 */
export function isRefused(error: unknown): boolean {
  return /^(?:22|23|54)/.test(sqlState(error));
}

type Waiting = {
  row: ReportRow;
  /** Tells reports apart. */
  name: string;
  resolve: (outcome: StoreOutcome) => void;
  reject: (error: unknown) => void;
};
type Lane = {
  waiting: Waiting[];
  weight: number;
  /** Batches being written, and how many of them take long. */
  flights: number;
  longFlights: number;
  maxFlights: number;
};
type Lanes = Record<keyof typeof maxFlights, Lane>;

const lanesByPool = new WeakMap<Db["pool"], Lanes>();

function lanesOf({ pool }: Db): Lanes {
  const known = lanesByPool.get(pool);
  if (known) return known;
  const lane = (most: number): Lane => ({
    waiting: [],
    weight: 0,
    flights: 0,
    longFlights: 0,
    maxFlights: most,
  });
  const lanes = { light: lane(maxFlights.light), heavy: lane(maxFlights.heavy) };
  lanesByPool.set(pool, lanes);
  return lanes;
}

function depart(db: Db, lane: Lane): void {
  while (isDue(lane)) {
    const batch = board(lane);
    lane.flights += 1;
    let long = 0;
    const timer = setTimeout(() => {
      long = 1;
      lane.longFlights += 1;
      depart(db, lane);
    }, longFlightMs);
    void fly(db, batch).finally(() => {
      clearTimeout(timer);
      lane.flights -= 1;
      lane.longFlights -= long;
      depart(db, lane);
    });
  }
}

/** Beside a batch that is written as usual only a full one departs: a few rows cost nearly as much as many. */
function isDue({ waiting, weight, flights, longFlights, maxFlights }: Lane): boolean {
  if (waiting.length === 0 || flights >= maxFlights) return false;
  return flights === longFlights || waiting.length >= maxBatch.rows || weight >= maxBatch.weight;
}

/** Takes the first waiting rows, at most one of each report: another copy of it waits for the next batch. */
function board(lane: Lane): Waiting[] {
  const batch = new Map<string, Waiting>();
  const later: Waiting[] = [];
  let weight = 0;
  for (const waiting of lane.waiting) {
    const own = weightOf(waiting.row);
    const fits = batch.size === 0 || (batch.size < maxBatch.rows && weight + own <= maxBatch.weight);
    if (fits && !batch.has(waiting.name)) {
      batch.set(waiting.name, waiting);
      weight += own;
    } else later.push(waiting);
  }
  lane.waiting = later;
  lane.weight -= weight;
  return [...batch.values()];
}

async function fly(db: Db, batch: Waiting[]): Promise<void> {
  try {
    const rows = batch.map(({ row }) => row);
    const outcomes = await storeReports(db.pool, rows, new Date());
    // The next batch is sent before those that were waiting for this one go on.
    setImmediate(() => {
      outcomes.forEach((outcome, index) => {
        batch[index]?.resolve(outcome);
      });
    });
  } catch (error) {
    if (batch.length === 1 || !(isRefused(error) || isContention(error))) {
      for (const waiting of batch) waiting.reject(error);
      return;
    }
    // One row that the database refuses must not take its companions down; halving finds it in few steps.
    const half = Math.ceil(batch.length / 2);
    await fly(db, batch.slice(0, half));
    await fly(db, batch.slice(half));
  }
}
