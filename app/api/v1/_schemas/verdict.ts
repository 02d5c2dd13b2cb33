import { z } from "zod";
import { advice, count, domainName, moment, rate, stage } from "./values.ts";

const reason = z
  .object({
    code: z.string().meta({ description: "Stable, kebab-case.", example: "blocking-failures" }),
    severity: z.enum(["error", "warning", "info", "unknown"]),
    decides: z.boolean().meta({
      description:
        "Whether this ground decides: in testing it keeps `ready` away, in enforce it calls for `go-back`.",
    }),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: "Reason", description: "One ground of the verdict." });

const impact = z
  .object({
    sessionsAtRisk: count.nullable(),
    shareAtRisk: rate,
    reporters: z.array(z.string()).meta({ description: "Whose sessions these are, most of them first." }),
  })
  .meta({ description: "What enforce would turn into undelivered mail; `null` where nothing was counted." });

const part = z.enum(["ok", "warning", "error", "unknown", "absent"]);

export const verdict = z
  .object({
    domain: domainName,
    stage,
    stageSince: moment.nullable(),
    advice,
    until: moment.nullable().meta({
      description: "The next step cannot be right before this moment; `null` when no date bounds it.",
    }),
    reasons: z.array(reason),
    impact,
    check: z
      .object({ checkedAt: moment, parts: z.object({ tlsRpt: part, mtaSts: part, policy: part, mx: part }) })
      .nullable()
      .meta({ description: "The newest look from outside; `null` before the first." }),
  })
  .meta({ id: "Verdict" });
