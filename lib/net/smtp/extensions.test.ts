import { describe, expect, test } from "vitest";
import { extensionCaps, offersStartTls, readExtensions } from "./extensions.ts";
import type { Reply } from "./reply.ts";

function reply(...lines: [string, ...string[]]): Reply {
  return { code: 250, lines };
}

test("keywords in upper case, parameters as they came", () => {
  const offered = reply(
    "mx.a.test hello",
    "size 10485760",
    "Auth login PLAIN",
    "AUTH=login",
    "",
    " 8bitmime ",
  );
  expect(readExtensions(offered)).toEqual(["SIZE 10485760", "AUTH login PLAIN", "AUTH=login", "8BITMIME"]);
});

test("what is not fit to be shown is made visible, and cut", () => {
  const [first = "", second] = readExtensions(reply("a", `x${"y".repeat(300)}`, "\xdf\x00 \x1b[2J"));
  expect(first).toHaveLength(extensionCaps.length);
  expect(second).toBe("\xdf\\x00 \\x1b[2J");
});

describe("STARTTLS is offered", () => {
  test.each([
    ["as the RFC writes it", reply("a", "STARTTLS"), true],
    ["in odd case", reply("a", "StArTtLs"), true],
    ["with a blank at its end", reply("a", "STARTTLS "), true],
    ["with parameters that it does not have", reply("a", "STARTTLS now"), true],
    ["beyond what is kept", reply("a", ...Array.from({ length: 40 }, (_, i) => `X-${i}`), "STARTTLS"), true],
    ["in the line that names the host", reply("STARTTLS"), false],
    ["as a part of another word", reply("a", "XSTARTTLS", "STARTTLSX"), false],
    ["as a parameter", reply("a", "X STARTTLS"), false],
    ["nowhere", reply("a", "SIZE"), false],
  ])("%s", (_, offered, expected) => {
    expect(offersStartTls(offered)).toBe(expected);
    expect(readExtensions(offered).length).toBeLessThanOrEqual(extensionCaps.count);
  });
});
