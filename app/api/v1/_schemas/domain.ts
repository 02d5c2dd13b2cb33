import { z } from "zod";
import { advice, domainName, moment, next, stage, totals } from "./values.ts";

const unicode = z.string().meta({ description: "The same name as people read it." });

const proven = z.boolean().meta({
  description: "Whether the ownership is proven. What reports and checks say is shown to nobody before.",
});

const summary = z
  .object({
    advice,
    last30Days: totals,
    lastReportAt: moment.nullable(),
  })
  .nullable()
  .meta({ description: "`null` until the ownership is proven." });

export const domainEntry = z
  .object({ name: domainName, unicode, proven, stage, summary })
  .meta({ id: "DomainEntry" });

export const domainList = z.object({ domains: z.array(domainEntry), next }).meta({ id: "DomainList" });

const ownershipRecord = z
  .object({ name: z.string(), type: z.literal("TXT"), value: z.string() })
  .meta({ description: "The TXT record that proves the ownership." });

const reportDestinations = z
  .object({
    https: z.string(),
    mailto: z.string().nullable().meta({ description: "`null`: this installation receives no mail." }),
  })
  .meta({ description: "What the TLS-RPT record (RFC 8460 §3) names in `rua`, so that reports come here." });

export const domain = z
  .object({
    name: domainName,
    unicode,
    proven,
    provenBy: z
      .enum(["txt", "rua"])
      .nullable()
      .meta({ description: "By the ownership record, or by our destination in the TLS-RPT record." }),
    stage,
    stageSince: moment.nullable(),
    addedAt: moment,
    lastReportAt: moment.nullable(),
    ownershipRecord,
    reportDestinations,
  })
  .meta({ id: "Domain" });

export const newDomain = z
  .strictObject({
    name: z.string().max(1000).meta({ description: "In Unicode or A-labels.", example: "example.com" }),
  })
  .meta({ id: "NewDomain" });
