import { randomUUIDv7 } from "node:crypto";
import { type Finding, finding } from "#lib/core/finding.ts";
import { type ResultsForDomain, resultsForDomain } from "#lib/core/tlsrpt/belongs.ts";
import type { TlsReport } from "#lib/core/tlsrpt/report.ts";
import { addDays, dayNumber, utcDay } from "#lib/core/trend/day.ts";
import { newestMxHosts } from "#lib/db/domains/newest-mx-hosts.ts";
import { allowanceClosedUntil } from "#lib/db/reports/allowance.ts";
import type { AddressedDomain } from "#lib/db/reports/find-report-address.ts";
import { isRefused, storeReport } from "#lib/db/reports/group-commit.ts";
import type { ReportRow } from "#lib/db/reports/report-row.ts";
import type { Context } from "#lib/services/context.ts";
import type { Arrival } from "./arrival.ts";
import { vouch } from "./credentials.ts";
import { implausible } from "./implausible.ts";
import { normaliseReport } from "./normalise-report.ts";
import type { AsideReason, Receipt } from "./receipt.ts";
import { setAside } from "./set-aside.ts";
import type { Vouching } from "./vouching.ts";

/** A report that the parser took, with what it tolerated; `jsonLength` in characters. */
export type ReadReport = { report: TlsReport; findings: Finding[]; jsonLength: number };

/** A domain, and which domain the delivery names for results that name none. */
export type Addressee = { address: AddressedDomain; hint: string | null };

/** Judges a report for one domain, and stores it or sets it aside. */
export async function storeFor(
  context: Context,
  addressee: Addressee,
  arrival: Arrival,
  read: ReadReport,
): Promise<Receipt> {
  const { address } = addressee;
  const { report } = read;
  const aside = (reason: AsideReason, fault: Finding) =>
    setAside(context, { kind: "domain", address }, arrival, reason, [fault]);
  const sorted = resultsForDomain(report, address.domain, { mxHosts: [], hint: addressee.hint });
  const { own } = mayNameMxHost(sorted) ? await sortByMxHosts(context, report, addressee) : sorted;
  if (own.length === 0) return aside("foreign-domain", foreignDomain(report));
  const normalised = normaliseReport(report, own);
  const fault = implausible(report, normalised.contribution, context.now);
  if (fault) return aside("unreadable", fault);
  if (dayNumber(context.now) - dayNumber(report.start) > address.retentionDays) {
    const keptFrom = addDays(utcDay(context.now), -address.retentionDays);
    return aside("too-old", tooOld(normalised.day, keptFrom));
  }
  const vouching = vouch(arrival.credentials, report);
  const closed =
    vouching.voucher === null
      ? closedToUnvouched(address, vouching)
      : await allowanceClosedUntil(context.db, { ...address, voucher: vouching.voucher }, context.now);
  if (closed) return tooMany(context, closed);
  const { road, credentials, peer, userAgent, raw } = arrival;
  const row: ReportRow = {
    ...normalised,
    id: randomUUIDv7(),
    domainId: address.domainId,
    road,
    trust: vouching.trust,
    trustReason: vouching.reason,
    voucher: vouching.voucher,
    mail: credentials.kind === "mail" ? credentials.mail : null,
    peer,
    userAgent,
    receivedAt: context.now,
    raw,
    jsonLength: read.jsonLength,
    findings: read.findings,
  };
  return store(context, address, row, (fault) => aside("unstorable", fault));
}

/** Nothing more is taken until then. */
export function tooMany({ now }: Context, until: Date): Receipt {
  const seconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return { kind: "too-many", retryAfterSeconds: Math.max(1, seconds) };
}

/** What a report is about that is about no domain of ours. */
export function foreignDomain(report: TlsReport): Finding {
  const domains = [...new Set(report.policies.map((policy) => policy.domain ?? ""))].join(", ").slice(0, 500);
  return finding("report-foreign-domain", "error", {
    subject: "policies",
    data: { domains: domains.toWellFormed() },
  });
}

/** Its uniqueness can be told no more once the copy that came in time is gone. */
function tooOld(day: string, keptFrom: string): Finding {
  return finding("report-too-old", "error", {
    subject: "date-range.start-datetime",
    data: { day, keptFrom },
  });
}

function closedToUnvouched({ unvouchedClosedUntil }: AddressedDomain, { trust }: Vouching): Date | null {
  return trust === "unverified" ? unvouchedClosedUntil : null;
}

/** A row that the database will never take is set aside: a sender that tries again for a day would change nothing. */
async function store(
  context: Context,
  { domain }: AddressedDomain,
  row: ReportRow,
  aside: (fault: Finding) => Promise<Receipt>,
): Promise<Receipt> {
  try {
    return { ...(await storeReport(context.db, row)), domain };
  } catch (error) {
    if (!isRefused(error)) throw error;
    const detail = error instanceof Error && "code" in error ? `SQLSTATE ${String(error.code)}` : "";
    return aside(finding("report-not-storable", "error", { data: { detail } }));
  }
}

/** Only then the MX set is asked for. */
function mayNameMxHost({ foreign }: ResultsForDomain): boolean {
  return foreign.some(({ result }) => result.type === "tlsa");
}

async function sortByMxHosts(
  context: Context,
  report: TlsReport,
  { address, hint }: Addressee,
): Promise<ResultsForDomain> {
  const mxHosts = await newestMxHosts(context.db, address.domainId);
  return resultsForDomain(report, address.domain, { mxHosts, hint });
}
