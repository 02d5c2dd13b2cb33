import { afterAll, beforeAll, expect, test } from "vitest";
import {
  bigints,
  booleans,
  integers,
  octetStrings,
  smallIntegers,
  texts,
  timestamps,
  uuids,
} from "./array-parameters.ts";
import type { Db } from "./client.ts";
import { createTestDatabase } from "./testing/create-test-database.ts";

let db: Db;
let drop: () => Promise<void>;

beforeAll(async () => {
  ({ db, drop } = await createTestDatabase());
});
afterAll(() => drop());

/** What PostgreSQL reads in a parameter of that type, in its own spelling. */
async function read(type: string, parameter: Buffer): Promise<(string | null)[]> {
  const { rows } = await db.pool.query<{ value: string | null }>(
    `SELECT value::text FROM unnest($1::${type}[]) AS u(value)`,
    [parameter],
  );
  return rows.map(({ value }) => value);
}

/** Around what counts as short. */
const lengths = [0, 46, 47, 48, 49, 5_000];

test.each<[string, Buffer, (string | null)[]]>([
  ["text", texts(["", null, 'a "b", {c}\\', "NULL", "é😀"]), ["", null, 'a "b", {c}\\', "NULL", "é😀"]],
  ["text", texts(["\ud800x"]), ["\ufffdx"]],
  ["text", texts(lengths.map((length) => "x".repeat(length))), lengths.map((length) => "x".repeat(length))],
  [
    "text",
    texts(lengths.map((length) => `${"x".repeat(length)}é`)),
    lengths.map((length) => `${"x".repeat(length)}é`),
  ],
  [
    "bytea",
    octetStrings([Buffer.from([0, 255]), new Uint8Array(), Buffer.from("\\x")]),
    ["\\x00ff", "\\x", "\\x5c78"],
  ],
  [
    "uuid",
    uuids(["019abcde-f012-7345-8901-abcdef012345", "FFFFFFFF-0000-4000-A000-000000000001"]),
    ["019abcde-f012-7345-8901-abcdef012345", "ffffffff-0000-4000-a000-000000000001"],
  ],
  [
    "timestamptz",
    timestamps([
      new Date("2026-11-24T01:02:03.456Z"),
      new Date("1970-01-01T00:00:00Z"),
      new Date("9999-12-31T23:59:59.999Z"),
    ]),
    ["2026-11-24 01:02:03.456+00", "1970-01-01 00:00:00+00", "9999-12-31 23:59:59.999+00"],
  ],
  [
    "bigint",
    bigints([
      0,
      -1,
      4_294_967_295,
      4_294_967_296,
      -4_294_967_297,
      Number.MAX_SAFE_INTEGER,
      Number.MIN_SAFE_INTEGER,
    ]),
    ["0", "-1", "4294967295", "4294967296", "-4294967297", "9007199254740991", "-9007199254740991"],
  ],
  ["int", integers([0, -2_147_483_648, 2_147_483_647]), ["0", "-2147483648", "2147483647"]],
  ["smallint", smallIntegers([0, null, -32_768, 32_767]), ["0", null, "-32768", "32767"]],
  ["boolean", booleans([true, false]), ["true", "false"]],
  ["text", texts([]), []],
])("%s", async (type, parameter, values) => {
  expect(await read(type, parameter)).toEqual(values);
});

test("what no column of the type can hold is refused", async () => {
  await expect(read("text", texts(["a\0b"]))).rejects.toMatchObject({ code: "22021" });
  expect(() => bigints([1.5])).toThrow(RangeError);
  expect(() => bigints([Number.NaN])).toThrow(RangeError);
  expect(() => bigints([2 ** 63])).toThrow(RangeError);
  expect(() => integers([2_147_483_648])).toThrow(RangeError);
  expect(() => smallIntegers([32_768])).toThrow(RangeError);
  expect(() => uuids(["019abcde"])).toThrow(TypeError);
});
