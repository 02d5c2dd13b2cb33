import { expect, test } from "vitest";
import { createVault } from "./vault.ts";

const vault = createVault("a secret of more than thirty-two characters");
const sealed = vault.seal("mailbox:1", "pässword");

test("what was sealed opens again, and is not to be seen in what is kept", () => {
  expect(vault.open("mailbox:1", sealed)).toBe("pässword");
  expect(sealed.includes(Buffer.from("word"))).toBe(false);
});

test("sealing twice gives nothing to compare", () => {
  expect(vault.seal("mailbox:1", "pässword").equals(sealed)).toBe(false);
});

test.each([
  ["for another purpose", () => vault.open("mailbox:2", sealed)],
  ["under another secret", () => createVault("x".repeat(40)).open("mailbox:1", sealed)],
  ["cut short", () => vault.open("mailbox:1", sealed.subarray(0, -1))],
  ["of no length", () => vault.open("mailbox:1", Buffer.alloc(0))],
  ["of another format", () => vault.open("mailbox:1", Buffer.concat([Buffer.from([9]), sealed.subarray(1)]))],
])("it does not open %s", (_how, open) => {
  expect(open()).toBeNull();
});

test("every octet of it is guarded", () => {
  for (let index = 0; index < sealed.length; index += 1) {
    const altered = Buffer.from(sealed);
    altered[index] = (altered[index] ?? 0) ^ 1;
    expect(vault.open("mailbox:1", altered)).toBeNull();
  }
});
