import { z } from "zod";
import { domainNameSchema } from "../description.ts";

/** What a report says; how it says it is the sender's habit. The same plan always gives the same report. */
export type ReportPlan = z.infer<typeof reportPlanSchema>;
export type PlannedFailure = z.infer<typeof plannedFailureSchema>;
export type Habit = z.infer<typeof habitSchema>;

export const habitSchema = z.enum(["plain", "google", "microsoft", "mail.ru"]);

const countSchema = z.number().int().min(0);

const plannedFailureSchema = z.strictObject({
  /** Any text: the IANA registry's eleven and what senders make up. */
  resultType: z.string(),
  sessions: countSchema,
  mx: z.string().optional(),
  receivingIp: z.string().optional(),
  reason: z.string().optional(),
});

export const reportPlanSchema = z.strictObject({
  domain: domainNameSchema,
  /** The UTC day reported on, `YYYY-MM-DD`. */
  day: z.iso.date(),
  successful: countSchema,
  failures: z.array(plannedFailureSchema).optional(),
  /** Default `sts`. */
  policyType: z.enum(["sts", "tlsa", "no-policy-found"]).optional(),
  /** The policy that the sender saw; by default `testing`, the MX patterns from `mx`, one week. */
  mode: z.enum(["enforce", "testing", "none"]).optional(),
  mx: z.array(z.string()).optional(),
  maxAge: countSchema.optional(),
  /** TLSA records as text; for `microsoft`, the second entry's (an empty list leaves that entry out). */
  tlsa: z.array(z.string()).optional(),
  /** By default those of the habit. */
  organization: z.string().optional(),
  contact: z.string().nullable().optional(),
  reportId: z.string().optional(),
});
