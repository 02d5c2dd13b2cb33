import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { attacks } from "./testing/attacks.ts";

const folder = mkdtempSync(path.join(tmpdir(), "sealpost-unpack-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Beyond the input itself: a mail decoded, a report inflated with its text, and what V8 leaves lying for a while. */
const allowedBytes = 150 * 1_048_576;

describe("hostile input costs bounded memory, and is named", () => {
  test.each(Object.entries(attacks))("%s", { timeout: 120_000 }, async (name, attack) => {
    const file = path.join(folder, "input");
    if (attack.kind === "whole") writeFileSync(file, attack.bytes());
    const { peak, reasons } = await unpackElsewhere(attack.kind === "whole" ? [file] : ["stream", name]);
    expect(reasons).toContain(attack.expected);
    expect(peak).toBeLessThan(allowedBytes);
  });
});

test("other work has its turn in the midst of a mail that has to be looked at octet by octet", async () => {
  const file = path.join(folder, "slow");
  const head = "From: a@sender.example\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
  writeFileSync(file, head + "=3D".repeat(1_300_000));
  expect((await unpackElsewhere([file])).turns).toBeGreaterThan(5);
});

async function unpackElsewhere(
  options: string[],
): Promise<{ peak: number; turns: number; reasons: string[] }> {
  const script = path.join(import.meta.dirname, "testing/peak-memory.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...options]);
  return JSON.parse(stdout);
}
