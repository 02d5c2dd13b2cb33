import { createHash, randomUUIDv7 } from "node:crypto";
import { type Finding, finding } from "#lib/core/finding.ts";
import { type ResultsForDomain, resultsForDomain } from "#lib/core/tlsrpt/belongs.ts";
import { parseTlsReport, type TlsReport } from "#lib/core/tlsrpt/report.ts";
import type { Road } from "#lib/db/client.ts";
import { newestMxHosts } from "#lib/db/domains/newest-mx-hosts.ts";
import { allowanceClosedUntil } from "#lib/db/reports/allowance.ts";
import { type AddressedDomain, findReportAddress } from "#lib/db/reports/find-report-address.ts";
import { isRefused, storeReport } from "#lib/db/reports/group-commit.ts";
import { quarantineReport } from "#lib/db/reports/quarantine-report.ts";
import type { ReportRow, StoreOutcome } from "#lib/db/reports/report-row.ts";
import { unpackReport } from "#lib/net/unpack/unpack-report.ts";
import type { Context } from "#lib/services/context.ts";
import type { Place } from "#lib/services/room.ts";
import { implausible } from "./implausible.ts";
import { normaliseReport } from "./normalise-report.ts";
import { type Sender, type Vouching, vouchForAddress } from "./vouch-for-address.ts";
import { enterWorkroom } from "./workroom.ts";

/** A report as it came: raw bytes, by which road, from whom, and what vouches for it. */
export type Arrival = {
  token: string;
  bytes: Uint8Array;
  road: Road;
  /** What the road itself has established; `null`: the peer's address is asked. */
  vouching: Vouching | null;
  peer: string | null;
  userAgent: string | null;
};

export type Receipt =
  | StoreOutcome
  | { kind: "unknown-address" }
  /** Nothing was kept: the domain has taken so much today that the same, or nobody, vouches for. */
  | { kind: "too-many"; retryAfterSeconds: number }
  /**
   * Kept aside with its bytes; `kept: false` when the domain's quarantine is full. `unstorable`: the database refused
   * what it holds, which is a fault of ours.
   */
  | { kind: "unreadable" | "foreign-domain" | "unstorable"; kept: boolean; findings: Finding[] };

/**
 * Takes one report of any road. It resolves after the commit that holds the raw bytes, so its answer may be passed on
 * to the sender; it rejects when our own storage fails, and then the sender must keep the report. `opened`: where the
 * token leads, when the caller has asked already.
 */
export async function receiveReport(
  context: Context,
  arrival: Arrival,
  opened: AddressedDomain | null = null,
): Promise<Receipt> {
  const address = opened ?? (await findReportAddress(context.db, arrival.token, context.now));
  if (!address) return { kind: "unknown-address" };
  const sender = await identifySender(context, arrival);
  const vouched = arrival.vouching !== null && arrival.vouching.trust !== "unverified";
  if (!vouched && sender?.confirmed.kind !== "confirmed") {
    if (address.unvouchedClosedUntil) return tooMany(context, address.unvouchedClosedUntil);
  }
  const place = await enterWorkroom(arrival.bytes.byteLength);
  try {
    return await judge(context, { ...arrival, address, sender, place });
  } finally {
    place.leave();
  }
}

type Known = Arrival & { address: AddressedDomain; sender: Sender; place: Place };

/** The names of the address are asked for here, so that a slow name server keeps nobody else out of the workroom. */
async function identifySender(context: Context, { vouching, peer }: Arrival): Promise<Sender> {
  if (vouching !== null || peer === null) return null;
  return { address: peer, confirmed: await context.net.confirmedNames(peer) };
}

async function judge(context: Context, arrival: Known): Promise<Receipt> {
  const unpacked = await unpackReport(arrival.bytes);
  if (!unpacked.ok) {
    const fault = finding(`report-${unpacked.reason}`, "error", { data: { detail: unpacked.detail } });
    return setAside(context, arrival, "unreadable", [fault]);
  }
  arrival.place.shrinkTo(unpacked.json.length);
  const parsed = parseTlsReport(unpacked.json);
  if (!parsed.ok) return setAside(context, arrival, "unreadable", parsed.findings);
  const report = parsed.value;
  const { own } = await sortResults(context, report, arrival.address);
  if (own.length === 0) return setAside(context, arrival, "foreign-domain", [foreignDomain(report)]);
  const normalised = normaliseReport(report, own);
  const fault = implausible(report, normalised.contribution, context.now);
  if (fault) return setAside(context, arrival, "unreadable", [fault]);
  const vouching = arrival.vouching ?? vouchForAddress(arrival.sender, report);
  const closed = await closedUntil(context, arrival.address, vouching);
  if (closed) return tooMany(context, closed);
  return store(context, arrival, {
    ...normalised,
    id: randomUUIDv7(),
    domainId: arrival.address.domainId,
    road: arrival.road,
    trust: vouching.trust,
    trustReason: vouching.reason,
    voucher: vouching.voucher,
    peer: arrival.peer,
    userAgent: arrival.userAgent,
    receivedAt: context.now,
    raw: arrival.bytes,
    jsonLength: unpacked.json.length,
    findings: parsed.findings,
  });
}

async function closedUntil(
  context: Context,
  { domainId, unvouchedClosedUntil }: AddressedDomain,
  { trust, voucher }: Vouching,
): Promise<Date | null> {
  if (trust === "unverified") return unvouchedClosedUntil;
  return voucher === null ? null : allowanceClosedUntil(context.db, { domainId, voucher }, context.now);
}

function tooMany({ now }: Context, until: Date): Receipt {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return { kind: "too-many", retryAfterSeconds: Math.max(1, seconds) };
}

/** A row that the database will never take is set aside: a sender that tries again for a day would change nothing. */
async function store(context: Context, arrival: Known, row: ReportRow): Promise<Receipt> {
  try {
    return await storeReport(context.db, row);
  } catch (error) {
    if (!isRefused(error)) throw error;
    const detail = error instanceof Error && "code" in error ? `SQLSTATE ${String(error.code)}` : "";
    return setAside(context, arrival, "unstorable", [
      finding("report-not-storable", "error", { data: { detail } }),
    ]);
  }
}

function foreignDomain(report: TlsReport): Finding {
  const domains = [...new Set(report.policies.map((policy) => policy.domain ?? ""))].join(", ").slice(0, 500);
  return finding("report-foreign-domain", "error", {
    subject: "policies",
    data: { domains: domains.toWellFormed() },
  });
}

/** The MX set is asked for only when a tlsa result names a host that might be one of it. */
async function sortResults(
  context: Context,
  report: TlsReport,
  address: AddressedDomain,
): Promise<ResultsForDomain> {
  const hint = address.domain;
  const sorted = resultsForDomain(report, address.domain, { mxHosts: [], hint });
  if (!sorted.foreign.some(({ result }) => result.type === "tlsa")) return sorted;
  const mxHosts = await newestMxHosts(context.db, address.domainId);
  return resultsForDomain(report, address.domain, { mxHosts, hint });
}

async function setAside(
  context: Context,
  arrival: Known,
  reason: "unreadable" | "foreign-domain" | "unstorable",
  findings: Finding[],
): Promise<Receipt> {
  const { address, bytes: raw, road, vouching, peer } = arrival;
  const kept = await quarantineReport(context.db, {
    domainId: address.domainId,
    id: randomUUIDv7(),
    receivedAt: context.now,
    road,
    trust: vouching?.trust ?? "unverified",
    peer,
    reason,
    findings: findings.slice(0, 100),
    rawHash: createHash("sha256").update(raw).digest(),
    raw,
  });
  return { kind: reason, kept: kept !== "full", findings };
}
