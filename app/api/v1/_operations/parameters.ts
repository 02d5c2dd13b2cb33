import { z } from "zod";
import { addDays, daysBetween, utcDay } from "#lib/core/trend/day.ts";

/** What addresses take; requests are held against these, and the document shows them. */

/** Nothing else is a name of ours, and some of it, such as U+0000, could not even be asked for. */
const nameForm = /^[a-zA-Z0-9._-]{1,253}$/;

export const noParameters = z.strictObject({});

export const domainPath = z.object({
  name: z
    .string()
    .regex(nameForm)
    .meta({ description: "The domain, in lower-case A-labels.", example: "example.com" }),
});

export const reportPath = domainPath.extend({
  id: z
    .string()
    .max(64)
    .meta({ description: "The report’s `id`.", example: "019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a2b" }),
});

export const domainsQuery = z.strictObject({
  cursor: z
    .string()
    .regex(nameForm, "is no cursor of this list")
    .optional()
    .meta({ description: cursorText() }),
});

const reportCursor = /^(?:19|2\d)\d{2}-\d{2}-\d{2}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const reportsQuery = z.strictObject({
  cursor: z
    .string()
    .regex(reportCursor, "is no cursor of this list")
    .optional()
    .meta({ description: cursorText() }),
  limit: z.coerce
    .number("must be a whole number from 1 to 200")
    .int("must be a whole number from 1 to 200")
    .min(1, "must be a whole number from 1 to 200")
    .max(200, "must be a whole number from 1 to 200")
    .default(50)
    .meta({ description: "Reports a page, 1 to 200." }),
});

export const rawQuery = z.strictObject({
  form: z
    .enum(["original", "json"], "must be `original` or `json`")
    .default("original")
    .meta({ description: "`original`: the bytes exactly as they came. `json`: unpacked." }),
});

const rangeDay = z.iso.date("must be a day that exists, YYYY-MM-DD");

/** Roll-ups are cheap, and a point for each day of ten years is as much as anybody draws. */
const longestRange = 3_660;

export const trendQuery = z
  .strictObject({
    from: rangeDay.optional().meta({ description: "First UTC day; left out, 29 days before `to`." }),
    to: rangeDay.optional().meta({ description: "Last UTC day, included; left out, today." }),
    by: z
      .enum(["day", "reporter", "result-type", "mx"], "must be `day`, `reporter`, `result-type` or `mx`")
      .default("day")
      .meta({ description: "How the range is cut." }),
  })
  .refine(({ from, to }) => !from || !to || from <= to, { path: ["from"], error: "must not be after `to`" })
  .refine(({ from, to }) => !from || !to || daysBetween(from, to) < longestRange, {
    path: ["from"],
    error: `must be at most ${longestRange} days before \`to\``,
  });

/** The days asked for, both included. */
export function rangeOf({ from, to }: { from?: string | undefined; to?: string | undefined }, now: Date) {
  const last = to ?? (from ? latest(utcDay(now), from) : utcDay(now));
  const first = from ?? addDays(last, -29);
  return { from: latest(first, addDays(last, 1 - longestRange)), to: last };
}

function latest(a: string, b: string): string {
  return a > b ? a : b;
}

function cursorText(): string {
  return "`next` of the page before; left out, the first page.";
}
