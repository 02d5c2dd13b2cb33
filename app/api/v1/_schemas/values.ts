import { z } from "zod";

/** Shapes that several answers share. Every moment is UTC; counts are TLS sessions, never e-mails. */

export const moment = z.iso.datetime().meta({ description: "UTC, ISO 8601." });

export const day = z.iso.date().meta({ description: "A UTC day, `YYYY-MM-DD`." });

export const count = z.int().min(0);

export const rate = z
  .number()
  .min(0)
  .max(1)
  .nullable()
  .meta({ description: "0 to 1; `null` when nothing was counted: no data is not zero." });

export const domainName = z.string().meta({
  description: "Lower-case A-labels, without a final dot.",
  example: "example.com",
});

export const stage = z.enum(["unprotected", "testing", "enforce", "retiring"]).meta({
  description: "Where the domain is in its rollout, by our own checks.",
});

export const advice = z.enum(["publish", "stay", "ready", "keep", "go-back"]).meta({
  description:
    "`publish`: no policy is in force, publish one in testing. `stay`: not yet. `ready`: enforce may follow. `keep`: " +
    "enforce is in force and nothing speaks for leaving it. `go-back`: enforce refuses mail that should arrive.",
});

export const trust = z.enum(["dkim", "fcrdns", "upload", "unverified"]).meta({
  description:
    "What vouches for the report: `dkim` a signature of the reporter's domain, `fcrdns` the confirmed name of the " +
    "address that sent it, `upload` a member or a key of the organization, `unverified` nobody.",
});

export const road = z.enum(["https", "smtp", "imap", "upload", "api"]).meta({
  description: "The road by which the report came.",
});

export const totals = z
  .object({
    successful: count,
    failed: count,
    sessions: count.meta({ description: "Successful and failed together." }),
    failureRate: rate,
  })
  .meta({ id: "Totals" });

export const finding = z
  .object({
    code: z.string().meta({ description: "Stable, kebab-case." }),
    severity: z.enum(["error", "warning", "info", "unknown"]),
    clause: z.string().nullable().meta({ description: "The rule's source.", example: "RFC 8460 §4.4" }),
    subject: z
      .string()
      .nullable()
      .meta({ description: "What it is about: a JSON path, a host, a record’s name." }),
    data: z.record(z.string(), z.union([z.string(), z.number()])),
  })
  .meta({ id: "Finding", description: "One judged fact." });

/** What a page of a list ends with. The same address stands in the `Link` header with `rel="next"` (RFC 8288). */
export const next = z.string().nullable().meta({
  description: "The next page’s `cursor`; `null` on the last page. It means nothing but that.",
});
