import { createElement } from "react";
import { expect, test } from "vitest";
import { dailySeries } from "#lib/core/trend/daily-series.ts";
import { Sparkline } from "./sparkline.tsx";
import { render } from "./testing/render.tsx";

function sparkline(rows: { day: string; successful: number; failed: number }[]): string {
  const { points } = dailySeries({ from: "2026-10-01", to: "2026-10-04", rows });
  return render(createElement(Sparkline, { points }));
}

function heights(html: string, fill: string): number[] {
  const bars = html.matchAll(/<rect [^>]*height="([\d.]+)" fill="([^"]+)"/g);
  return [...bars].filter(([, , found]) => found?.startsWith(fill)).map(([, height]) => Number(height));
}

test("its name says the totals and the days without data", () => {
  const html = sparkline([
    { day: "2026-10-01", successful: 1000, failed: 1 },
    { day: "2026-10-03", successful: 500, failed: 0 },
  ]);
  expect(html).toContain(
    'aria-label="4 days: 1,500 successful and 1 failed TLS sessions. No data for 2 days."',
  );
});

test("one failure among a million is still seen", () => {
  const html = sparkline([{ day: "2026-10-01", successful: 1_000_000, failed: 1 }]);
  expect(heights(html, "var(--chart-failure)")).toEqual([2]);
});

test("a day without a report is a gap, a day that counted nothing is not", () => {
  const html = sparkline([{ day: "2026-10-02", successful: 0, failed: 0 }]);
  expect(heights(html, "url(#")).toHaveLength(3);
});

test("no data at all is said in words", () => {
  expect(sparkline([])).toContain('aria-label="4 days without data"');
});
