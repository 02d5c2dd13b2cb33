import { z } from "zod";
import { count, day, domainName, rate, totals, trust } from "./values.ts";

const shared = {
  domain: domainName,
  from: day,
  to: day,
  totals,
  daysWithReports: count.meta({ description: "Days of the range with at least one report." }),
};

const point = z
  .object({ day, successful: count.nullable(), failed: count.nullable(), failureRate: rate })
  .meta({ description: "Counts are `null` on a day without any report." });

const share = rate.meta({
  description:
    "Of all failures that the reports name, 0 to 1: failure types are not exclusive (RFC 8460 §4).",
});

const byDay = z
  .object({ ...shared, by: z.literal("day"), points: z.array(point) })
  .meta({ id: "TrendByDay" });

const byReporter = z
  .object({
    ...shared,
    by: z.literal("reporter"),
    reporters: z.array(
      z.object({
        reporter: z.string(),
        trust,
        successful: count,
        failed: count,
        sessions: count,
        failureRate: rate,
        lastDay: day,
      }),
    ),
    others: totals.meta({ description: "Reporters beyond the hundred that are named." }),
  })
  .meta({ id: "TrendByReporter" });

const byResultType = z
  .object({
    ...shared,
    by: z.literal("result-type"),
    resultTypes: z
      .array(
        z.object({
          resultType: z.string().nullable().meta({ description: "`null`: the reports named no type." }),
          failedSessions: count,
          share,
          mxHosts: z.array(z.string()).meta({ description: "Where it was seen most, at most five." }),
          lastDay: day,
        }),
      )
      .meta({ description: "Most failures first, at most a hundred." }),
  })
  .meta({ id: "TrendByResultType" });

const byMx = z
  .object({
    ...shared,
    by: z.literal("mx"),
    mxHosts: z
      .array(
        z.object({
          mxHost: z.string().nullable().meta({ description: "`null`: the reports named no MX." }),
          failedSessions: count,
          share,
          resultTypes: z.array(z.string()).meta({ description: "What failed there most, at most twelve." }),
          lastDay: day,
        }),
      )
      .meta({
        description: "Most failures first, at most a hundred. Reports name an MX only with a failure.",
      }),
  })
  .meta({ id: "TrendByMx" });

export const trend = z
  .discriminatedUnion("by", [byDay, byReporter, byResultType, byMx])
  .meta({ id: "Trend", description: "Shaped by `by`." });
