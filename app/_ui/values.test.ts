import { createElement } from "react";
import { expect, test } from "vitest";
import { NumberText } from "./number-text.tsx";
import { PercentText } from "./percent-text.tsx";
import { render, textOf } from "./testing/render.tsx";
import { TimeText } from "./time-text.tsx";

test.each([
  [null, "en", "— No data"],
  [null, "fr", "— Aucune donnée"],
  [0, "en", "0"],
  [1234567, "en", "1,234,567"],
  [12_345_678_901_234_567_890n, "en", "12,345,678,901,234,567,890"],
] as const)("the count %s in %s reads %s", (value, locale, text) => {
  expect(textOf(render(createElement(NumberText, { value }), locale))).toBe(text);
});

test.each([
  [null, "— No data"],
  [0, "0%"],
  [0.00001, "&lt; 0.1%"],
  [0.0123, "1.2%"],
  [0.99999, "&gt; 99.9%"],
  [1, "100%"],
] as const)("the share %s reads %s", (value, text) => {
  expect(textOf(render(createElement(PercentText, { value })))).toBe(text);
});

test.each([
  [
    "minute",
    '<time dateTime="2026-09-30T23:59:00.000Z" title="Sep 30, 2026, 23:59 UTC">Sep 30, 2026, 23:59 UTC</time>',
  ],
  ["day", '<time dateTime="2026-09-30" title="Sep 30, 2026">Sep 30, 2026</time>'],
  [
    "relative",
    '<time dateTime="2026-09-30T23:59:00.000Z" title="Sep 30, 2026, 23:59 UTC">12 hours ago</time>',
  ],
] as const)("a moment shown as %s", (show, html) => {
  expect(render(createElement(TimeText, { value: "2026-09-30T23:59:00Z", show }))).toBe(html);
});
