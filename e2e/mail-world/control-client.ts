import type { z } from "zod";
import {
  type ReceivedMails,
  type ReportRequest,
  type ReportResponse,
  receivedSchema,
  reportResponseSchema,
  trafficSchema,
  type WorldState,
  type WorldTraffic,
  worldStateSchema,
} from "./control/messages.ts";
import type { DomainDescription } from "./description.ts";
import type { FaultName } from "./faults.ts";

export type ControlClient = {
  state: () => Promise<WorldState>;
  publish: (domain: string, description: DomainDescription) => Promise<void>;
  publishFault: (domain: string, fault: FaultName) => Promise<void>;
  /** Replaces the given parts of a published domain. */
  change: (domain: string, parts: Partial<DomainDescription>) => Promise<void>;
  unpublish: (domain: string) => Promise<void>;
  /** Has a report sent; the result is what the receiver answered. */
  sendReport: (request: ReportRequest) => Promise<ReportResponse>;
  received: () => Promise<ReceivedMails>;
  traffic: () => Promise<WorldTraffic>;
};

/** Speaks to the control door of a world in another process. Throws with the door's reason when it refuses. */
export function createControlClient(url: string): ControlClient {
  const get = async <T>(path: string, schema: z.ZodType<T>) => schema.parse(await call(url, "GET", path));
  const domainPath = (domain: string) => `/domains/${encodeURIComponent(domain)}`;
  return {
    state: () => get("/", worldStateSchema),
    async publish(domain, description) {
      await call(url, "POST", domainPath(domain), description);
    },
    async publishFault(domain, fault) {
      await call(url, "POST", "/faults", { domain, fault });
    },
    async change(domain, parts) {
      await call(url, "PATCH", domainPath(domain), parts);
    },
    async unpublish(domain) {
      await call(url, "DELETE", domainPath(domain));
    },
    sendReport: async (request) => reportResponseSchema.parse(await call(url, "POST", "/reports", request)),
    received: () => get("/received", receivedSchema),
    traffic: () => get("/traffic", trafficSchema),
  };
}

async function call(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(new URL(path, url), {
    method,
    ...(body === undefined
      ? {}
      : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`mail-world refused ${method} ${path} (${response.status}): ${text}`);
  return JSON.parse(text);
}
