import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { defaultUnpackCaps } from "./caps.ts";
import { buildZip } from "./testing/zip-file.ts";
import { unpackReport } from "./unpack-report.ts";

const megabyte = 1_048_576;

describe("caps", () => {
  const caps = { compressedBytes: 1_000, inflatedBytes: 2 * megabyte, ratio: 50 };
  const onlyInflated = { ...caps, compressedBytes: 10 * megabyte };
  const ofSize = (octets: number) => Buffer.from(`{${" ".repeat(octets - 2)}}`);
  const stored = (bytes: Buffer) => gzipSync(bytes, { level: 0 });
  const bomb = gzipSync(Buffer.alloc(64 * megabyte, 0x20));

  test.each([
    { name: "compressed size", bytes: stored(ofSize(990)), reason: "too-large-compressed" },
    {
      name: "compressed size of a zip",
      bytes: buildZip([{ name: "a.json", content: ofSize(990), method: 0 }]),
      reason: "too-large-compressed",
    },
    {
      name: "inflated size of a zip",
      bytes: buildZip([{ name: "a.json", content: Buffer.alloc(64 * megabyte, 0x20) }]),
      reason: "too-large-inflated",
      caps: defaultUnpackCaps,
    },
    { name: "plain size", bytes: ofSize(2 * megabyte + 1), reason: "too-large-inflated" },
    {
      name: "ratio",
      bytes: gzipSync(ofSize(megabyte + 1)).subarray(0),
      reason: "ratio",
      caps: { ...onlyInflated, ratio: 2 },
    },
    {
      name: "inflated size",
      bytes: stored(ofSize(2 * megabyte + 1)),
      reason: "too-large-inflated",
      caps: onlyInflated,
    },
    {
      name: "inflated size over members",
      bytes: Buffer.concat([stored(ofSize(2 * megabyte)), gzipSync(" ")]),
      reason: "too-large-inflated",
      caps: onlyInflated,
    },
    { name: "a bomb, by default", bytes: bomb, reason: "too-large-inflated", caps: defaultUnpackCaps },
    {
      name: "a bomb in pieces",
      bytes: Buffer.concat(Array.from({ length: 8 }, () => gzipSync(Buffer.alloc(8 * megabyte)))),
      reason: "ratio",
      caps: { ...defaultUnpackCaps, inflatedBytes: 50 * megabyte },
    },
    {
      name: "a bomb within the ratio",
      bytes: bomb,
      reason: "too-large-inflated",
      caps: { ...defaultUnpackCaps, ratio: 2_000 },
    },
  ])("$name", async ({ bytes, reason, caps: own = caps }) => {
    expect(await unpackReport(bytes, own)).toMatchObject({ ok: false, reason });
  });

  test.each([
    { name: "plain, at the cap", bytes: ofSize(2 * megabyte) },
    { name: "gzip, at the cap", bytes: stored(ofSize(2 * megabyte)), caps: onlyInflated },
    {
      name: "members that fill the cap exactly, and an empty one",
      bytes: Buffer.concat([stored(ofSize(2 * megabyte)), gzipSync("")]),
      caps: onlyInflated,
    },
    {
      name: "beyond the ratio, but small",
      bytes: gzipSync(ofSize(megabyte)),
      caps: { ...onlyInflated, ratio: 2 },
    },
  ])("$name, is read", async ({ bytes, caps: own = caps }) => {
    expect(await unpackReport(bytes, own)).toMatchObject({ ok: true });
  });
});
