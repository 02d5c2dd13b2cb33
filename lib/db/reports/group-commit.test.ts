import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Db } from "#lib/db/client.ts";
import { TooBusy } from "#lib/db/too-busy.ts";
import { storeReport } from "./group-commit.ts";
import type { ReportRow } from "./report-row.ts";

/** A database that never answers, so that everything waits. */
function silentDb(): Db {
  return { pool: { connect: () => new Promise(() => {}) } } as unknown as Db;
}

function row(number: number, jsonLength: number): ReportRow {
  const key = Buffer.alloc(32);
  key.writeUInt32BE(number);
  return {
    domainId: "d",
    id: String(number),
    reportKey: key,
    raw: new Uint8Array(),
    jsonLength,
  } as ReportRow;
}

/** How many were let in before the first was turned away. */
async function letIn(db: Db, jsonLength: number, atMost: number): Promise<number> {
  const refusals: number[] = [];
  for (let number = 0; number < atMost; number += 1) {
    storeReport(db, row(number, jsonLength)).catch((error) => {
      if (error instanceof TooBusy) refusals.push(number);
    });
  }
  await new Promise((resolve) => setImmediate(resolve));
  return refusals[0] ?? atMost;
}

test("so many reports wait to be stored, and no more", async () => {
  const taken = await letIn(silentDb(), 1_000, 12_000);
  expect(taken).toBeGreaterThanOrEqual(10_000);
  expect(taken).toBeLessThan(12_000);
});

test("large ones are turned away by their weight, and leave the ordinary ones alone", async () => {
  const db = silentDb();
  const taken = await letIn(db, 8_000_000, 40);
  expect(taken).toBeGreaterThan(15);
  expect(taken).toBeLessThan(20);
  expect(await letIn(db, 1_000, 100)).toBe(100);
});

describe("what departs beside a batch that is being written", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  /** `arrive` resolves with how many transactions have begun then. */
  function countingDb() {
    const connect = vi.fn(() => new Promise(() => {}));
    const db = { pool: { connect } } as unknown as Db;
    let arrived = 0;
    const arrive = async (count: number) => {
      for (const end = arrived + count; arrived < end; arrived += 1)
        void storeReport(db, row(arrived, 1_000));
      await new Promise((resolve) => setImmediate(resolve));
      return connect.mock.calls.length;
    };
    return { arrive, connect };
  }

  test("a full one, and no more than two at a time", async () => {
    const { arrive } = countingDb();
    expect(await arrive(1)).toBe(1);
    expect(await arrive(199)).toBe(1);
    expect(await arrive(1)).toBe(2);
    expect(await arrive(400)).toBe(2);
  });

  test("any, once the first takes long", async () => {
    const { arrive, connect } = countingDb();
    expect(await arrive(1)).toBe(1);
    expect(await arrive(1)).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(connect).toHaveBeenCalledTimes(2);
  });
});
