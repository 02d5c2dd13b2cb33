import { z } from "zod";
import { count, domainName } from "./values.ts";

const fault = z
  .object({
    code: z.string(),
    path: z.string().nullable().meta({ description: "JSON path of the fault, in the report." }),
    detail: z.string(),
  })
  .meta({ id: "UploadFault" });

export const outcome = z
  .enum(["stored", "duplicate", "conflicting", "quarantined", "not-kept", "test", "skipped"])
  .meta({
    description:
      "`stored`: it counts. `duplicate`: it was here already and changes no count. `conflicting`: another copy says " +
      "something else; both are kept and the first counts. `quarantined`: kept aside with its reason. `not-kept`: " +
      "refused, and nothing of it is stored. `test`: a test report, which never counts. `skipped`: no TLS report.",
  });

const document = z
  .object({
    path: z.string().meta({
      description: "Where it stood in the file; empty for the file itself.",
      example: "mail 3 › part 2 › report.json.gz",
    }),
    fileName: z.string().nullable(),
    outcome,
    domain: domainName.nullable(),
    reportId: z.uuid().nullable().meta({ description: "The `id` of the stored report." }),
    reason: z.string().nullable().meta({ description: "Why it does not count, as a code." }),
    cap: z
      .string()
      .nullable()
      .meta({ description: "The limit that it ran into, when it is a matter of size." }),
    faults: z.array(fault),
  })
  .meta({ id: "UploadedDocument" });

export const upload = z
  .object({
    domain: domainName,
    counts: z.object({
      stored: count,
      duplicate: count,
      conflicting: count,
      quarantined: count,
      "not-kept": count,
      test: count,
      skipped: count,
    }),
    documents: z.array(document),
    moreDocuments: count.meta({
      description: "Documents beyond the thousand that are listed; `counts` has all.",
    }),
  })
  .meta({ id: "Upload" });
