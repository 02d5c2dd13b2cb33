import { createHash, randomUUIDv7 } from "node:crypto";
import type { Finding } from "#lib/core/finding.ts";
import { quarantineReport } from "#lib/db/reports/quarantine-report.ts";
import type { Context } from "#lib/services/context.ts";
import type { Arrival, Destination } from "./arrival.ts";
import type { AsideReason, Receipt } from "./receipt.ts";

const keptFindings = 100;

/** Keeps in quarantine what cannot be counted, with its bytes and all that a later replay needs. */
export async function setAside(
  context: Context,
  destination: Destination,
  arrival: Omit<Arrival, "json">,
  reason: AsideReason,
  findings: Finding[],
): Promise<Extract<Receipt, { kept: boolean }>> {
  const { raw, road, credentials, peer, userAgent, fileName } = arrival;
  const { organizationId, domainId, domain } = whose(destination);
  const kept = await quarantineReport(context.db, {
    organizationId,
    domainId,
    id: randomUUIDv7(),
    receivedAt: context.now,
    road,
    peer,
    userAgent,
    credentials,
    fileName,
    reason,
    findings: findings.slice(0, keptFindings),
    rawHash: createHash("sha256").update(raw).digest(),
    raw,
  });
  return { kind: reason, domain, kept: kept !== "full", findings };
}

function whose(destination: Destination) {
  if (destination.kind === "domain") return destination.address;
  return { organizationId: destination.organizationId, domainId: null, domain: null };
}
