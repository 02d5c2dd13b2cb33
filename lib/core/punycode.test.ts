import { describe, expect, test } from "vitest";
import { decodePunycode } from "./punycode.ts";

describe("decodePunycode", () => {
  test.each([
    // RFC 3492 §7.1 (A), (B), (G), (L): scripts without and with basic characters.
    ["egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"],
    ["ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"],
    ["n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa", "なぜみんな日本語を話してくれないのか"],
    ["3B-ww4c5e180e575a65lsy2b".toLowerCase(), "3年b組金八先生"],
    ["bcher-kva", "bücher"],
    ["fa-hia", "faß"],
    ["n3h", "☃"],
    ["ls8h", "💩"],
    ["", ""],
    ["abc-", "abc"],
  ])("%s is %s", (encoded, decoded) => {
    expect(decodePunycode(encoded)).toBe(decoded);
  });

  test.each([
    ["a number that never ends", "99999999"],
    ["a digit outside the alphabet", "b!cher"],
    ["upper case, which an A-label in lower case cannot hold", "BCHER-KVA"],
    ["a code point past Unicode", "99999a"],
  ])("refuses %s", (_why, encoded) => {
    expect(decodePunycode(encoded)).toBeNull();
  });
});
