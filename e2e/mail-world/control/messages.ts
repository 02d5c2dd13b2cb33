import { z } from "zod";
import { domainDescriptionSchema, domainNameSchema } from "../description.ts";
import { faultNames } from "../faults.ts";
import { habitSchema, reportPlanSchema } from "../reporter/report-plan.ts";
import { mannerSchema } from "../reporter/send-report.ts";

/** `POST /faults`: publishes a domain with one fault of the catalog. */
export const faultRequestSchema = z.strictObject({ domain: domainNameSchema, fault: z.enum(faultNames) });

/** Reports go to loopback only: the control door sends nothing to the world outside. */
const loopbackUrlSchema = z.url({ protocol: /^https?$/ }).refine((text) => {
  const { hostname } = new URL(text);
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}, "must be an address on loopback");

/** `POST /reports`. With a `reporter`, from an address of its own that has a name; the same one every time. */
export type ReportRequest = z.infer<typeof reportRequestSchema>;
export const reportRequestSchema = z.strictObject({
  url: loopbackUrlSchema,
  plan: reportPlanSchema,
  habit: habitSchema.optional(),
  how: mannerSchema.optional(),
  userAgent: z.string().optional(),
  reporter: z
    .strictObject({
      domain: domainNameSchema,
      organization: z.string().optional(),
      contact: z.string().optional(),
    })
    .optional(),
});

export type ReportResponse = z.infer<typeof reportResponseSchema>;
export const reportResponseSchema = z.object({
  status: z.number(),
  contentType: z.string().nullable(),
  body: z.string(),
});

export type WorldState = z.infer<typeof worldStateSchema>;
export const worldStateSchema = z.object({
  dns: z.string(),
  policyPort: z.number(),
  smtpPort: z.number(),
  caFile: z.string(),
  domains: z.record(z.string(), domainDescriptionSchema),
});

export type ReceivedMails = z.infer<typeof receivedSchema>;
export const receivedSchema = z.array(
  z.object({
    host: z.string(),
    from: z.string(),
    to: z.array(z.string()),
    content: z.string(),
    tls: z.string().nullable(),
  }),
);

export type WorldTraffic = z.infer<typeof trafficSchema>;
export const trafficSchema = z.object({
  dns: z.array(z.object({ name: z.string(), type: z.string(), transport: z.enum(["udp", "tcp"]) })),
  policy: z.array(z.object({ host: z.string(), address: z.string(), path: z.string() })),
  smtp: z.array(z.object({ host: z.string(), address: z.string(), commands: z.array(z.string()) })),
});
