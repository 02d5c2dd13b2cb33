import { expect, test } from "vitest";
import { type MtaStsPolicy, parseMtaStsPolicy } from "./policy.ts";
import { policyContentHash } from "./policy-hash.ts";

const written = "version: STSv1\nmode: testing\nmx: mx1.example.com\nmx: mx2.example.com\nmax_age: 604800\n";

test("a policy hashes alike however it is written", async () => {
  const otherwise =
    "version: STSv1\r\nmax_age: 604800\r\nmx: MX2.example.com\r\nmx: mx1.example.com\r\nmode: testing\r\n";
  const hash = await policyContentHash(read(written));
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await policyContentHash(read(otherwise))).toBe(hash);
});

test.each([
  ["another mode", written.replace("testing", "enforce")],
  ["another host", written.replace("mx2", "mx3")],
  ["another age", written.replace("604800", "604801")],
])("%s is another policy", async (_why, text) => {
  expect(await policyContentHash(read(text))).not.toBe(await policyContentHash(read(written)));
});

function read(text: string): MtaStsPolicy {
  const parsed = parseMtaStsPolicy(text);
  if (!parsed.ok) throw new Error(parsed.findings.map((finding) => finding.code).join(", "));
  return parsed.value;
}
