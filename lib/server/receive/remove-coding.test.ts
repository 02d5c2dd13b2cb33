import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { removeCoding } from "./remove-coding.ts";

const report = Buffer.from('{"organization-name":"Reporter","report-id":"1"}');
const once = gzipSync(report);
const anyRoom = () => true;

const rows: [why: string, coding: "identity" | "gzip", sent: Uint8Array, left: Uint8Array][] = [
  ["a coding over a media type that is gzip itself comes off", "gzip", gzipSync(once), once],
  ["a coding that is the media type's own compression stays", "gzip", once, once],
  ["a coding that is not there at all is no fault", "gzip", report, report],
  ["two layers without a word of a coding stay", "identity", gzipSync(once), gzipSync(once)],
  ["an empty body stays", "gzip", Buffer.alloc(0), Buffer.alloc(0)],
  [
    "what is no gzip after its first octets stays",
    "gzip",
    Buffer.from("1f8bffff", "hex"),
    Buffer.from("1f8bffff", "hex"),
  ],
  ["of three layers one comes off", "gzip", gzipSync(gzipSync(once)), gzipSync(once)],
];
test.each(rows)("%s", async (_why, coding, sent, left) => {
  expect(Buffer.from((await removeCoding(sent, coding, anyRoom)) ?? [])).toEqual(Buffer.from(left));
});

test("a large report in two layers comes out whole", async () => {
  const large = gzipSync(randomBytes(1_500_000));
  expect(Buffer.from((await removeCoding(gzipSync(large), "gzip", anyRoom)) ?? [])).toEqual(large);
});

test("a bomb below a bomb is left as it came", async () => {
  const bomb = gzipSync(Buffer.concat([once, Buffer.alloc(50_000_000)]));
  expect(await removeCoding(bomb, "gzip", anyRoom)).toBe(bomb);
});

test("nothing is inflated without room for it", async () => {
  expect(await removeCoding(gzipSync(once), "gzip", () => false)).toBeNull();
});
