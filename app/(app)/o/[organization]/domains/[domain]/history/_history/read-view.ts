import { z } from "zod";
import type { EventKind } from "#lib/core/timeline/event.ts";

/** What the history may be narrowed down to; `all` and `checks` (the checks themselves) come beside the groups of events. */
export const eventGroups = ["records", "policy", "mx", "certificates", "findings"] as const;

export type EventGroup = (typeof eventGroups)[number];

export type HistoryView = { show: "all" | EventGroup | "checks"; before: string | null };

const given = z.object({
  show: z.enum(["all", ...eventGroups, "checks"]).catch("all"),
  before: z.string().max(100).nullable().catch(null),
});

/** Reads the page's address; what is none of ours shows everything. */
export function readView({
  show,
  before = null,
}: Record<string, string | string[] | undefined | null>): HistoryView {
  return given.parse({ show, before });
}

const groupOf: Record<EventKind, EventGroup> = {
  "tlsrpt-published": "records",
  "tlsrpt-changed": "records",
  "tlsrpt-removed": "records",
  "mtasts-published": "records",
  "mtasts-id-changed": "records",
  "mtasts-changed": "records",
  "mtasts-removed": "records",
  "ownership-proven": "records",
  "ownership-lost": "records",
  "policy-published": "policy",
  "policy-changed": "policy",
  "policy-removed": "policy",
  "stage-changed": "policy",
  "mx-added": "mx",
  "mx-preference-changed": "mx",
  "mx-removed": "mx",
  "policy-certificate-renewed": "certificates",
  "policy-certificate-changed": "certificates",
  "mx-certificate-renewed": "certificates",
  "mx-certificate-changed": "certificates",
  "first-check": "findings",
  "check-failing": "findings",
  "check-recovered": "findings",
};

/** The kinds of events that a view shows; `null`: all of them. */
export function kindsOf(show: "all" | EventGroup): EventKind[] | null {
  if (show === "all") return null;
  return (Object.keys(groupOf) as EventKind[]).filter((kind) => groupOf[kind] === show);
}
