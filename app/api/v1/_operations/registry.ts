import type { Operations } from "../_edge/methods.ts";
import { addDomainOperation, listDomainsOperation, showDomainOperation } from "./domains.ts";
import { showTrendOperation, showVerdictOperation } from "./figures.ts";
import { downloadReportOperation, listReportsOperation, showReportOperation } from "./reports.ts";
import { uploadReportsOperation } from "./upload.ts";

/** Every address of the API that needs a key, below `/api/v1`, in the order of the reference. */
export const registry = {
  "/domains": { GET: listDomainsOperation, POST: addDomainOperation },
  "/domains/{name}": { GET: showDomainOperation },
  "/domains/{name}/verdict": { GET: showVerdictOperation },
  "/domains/{name}/trend": { GET: showTrendOperation },
  "/domains/{name}/reports": { GET: listReportsOperation, POST: uploadReportsOperation },
  "/domains/{name}/reports/{id}": { GET: showReportOperation },
  "/domains/{name}/reports/{id}/raw": { GET: downloadReportOperation },
} satisfies Record<string, Operations>;
