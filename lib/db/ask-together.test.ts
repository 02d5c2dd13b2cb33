import { describe, expect, test } from "vitest";
import { askTogether } from "./ask-together.ts";
import type { Db } from "./client.ts";

/** Only the identity of its pool matters here. */
function someDb(): Db {
  return { pool: {} } as Db;
}

describe("questions that are asked at once", () => {
  test("share a query, and each gets its own answer", async () => {
    const asked: number[][] = [];
    const double = askTogether(async (_: Db, numbers: number[]) => {
      asked.push(numbers);
      return numbers.map((number) => number * 2);
    });
    const db = someDb();
    expect(await Promise.all([1, 2, 3].map((number) => double(db, number)))).toEqual([2, 4, 6]);
    expect(asked).toEqual([[1, 2, 3]]);
  });

  test("and those that come while a query is under way share the next one", async () => {
    const asked: number[][] = [];
    const queries: (() => void)[] = [];
    const echo = askTogether(async (_: Db, numbers: number[]) => {
      asked.push(numbers);
      if (asked.length === 1) await new Promise<void>((done) => queries.push(done));
      return numbers;
    });
    const db = someDb();
    const first = echo(db, 1);
    while (queries.length === 0) await new Promise((turn) => setImmediate(turn));
    const others = [echo(db, 2), echo(db, 3)];
    queries[0]?.();
    expect(await Promise.all([first, ...others])).toEqual([1, 2, 3]);
    expect(asked).toEqual([[1], [2, 3]]);
  });

  test("of two databases share nothing", async () => {
    const asked: [Db, number[]][] = [];
    const echo = askTogether(async (db: Db, numbers: number[]) => {
      asked.push([db, numbers]);
      return numbers;
    });
    const [one, other] = [someDb(), someDb()];
    await Promise.all([echo(one, 1), echo(other, 2)]);
    expect(asked).toEqual([
      [one, [1]],
      [other, [2]],
    ]);
  });

  test("all hear of a query that fails, and the next question is asked again", async () => {
    let broken = true;
    const echo = askTogether(async (_: Db, numbers: number[]) => {
      if (broken) throw new Error("no connection");
      return numbers;
    });
    const db = someDb();
    const settled = await Promise.allSettled([echo(db, 1), echo(db, 2)]);
    expect(settled.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    broken = false;
    expect(await echo(db, 3)).toBe(3);
  });

  test("an answer that is missing fails its own question alone", async () => {
    const forgetful = askTogether(async (_: Db, numbers: number[]) => numbers.slice(0, 1));
    const db = someDb();
    const settled = await Promise.allSettled([forgetful(db, 1), forgetful(db, 2)]);
    expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });
});
