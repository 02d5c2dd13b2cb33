import { type Finding, finding } from "#lib/core/finding.ts";
import { parseTlsReport } from "#lib/core/tlsrpt/report.ts";
import { readTestMark } from "#lib/core/tlsrpt/test-report-mark.ts";
import { unpackReport } from "#lib/net/unpack/unpack-report.ts";
import type { Context } from "#lib/services/context.ts";
import type { Place } from "#lib/services/room.ts";
import { settleTestReport } from "#lib/services/test-reports/settle-test-report.ts";
import type { Arrival, Destination } from "./arrival.ts";
import { canVouch } from "./credentials.ts";
import { asName, namedDomains } from "./named-domains.ts";
import type { Receipt } from "./receipt.ts";
import { setAside } from "./set-aside.ts";
import { foreignDomain, type ReadReport, storeFor, tooMany } from "./store-for.ts";
import { enterWorkroom } from "./workroom.ts";

/**
 * Takes one report of any road; a receipt for each domain that it went to, at least one. It resolves after the commit
 * that holds the raw bytes, so its answer may be passed on to the sender; it rejects when our own storage fails, and
 * then the sender must keep the report.
 */
export async function takeReport(
  context: Context,
  destination: Destination,
  arrival: Arrival,
): Promise<Receipt[]> {
  if (destination.kind === "domain" && !canVouch(arrival.credentials)) {
    const { unvouchedClosedUntil } = destination.address;
    if (unvouchedClosedUntil) return [tooMany(context, unvouchedClosedUntil)];
  }
  const place = await enterWorkroom(arrival.json?.length ?? arrival.raw.byteLength, arrival.json !== null);
  try {
    const read = await readReport(arrival, place);
    if (!read.ok) return [await setAside(context, destination, arrival, "unreadable", read.findings)];
    const mark = readTestMark(read.report.reportId);
    if (mark) return [await settleTestReport(context, destination, arrival, read, mark)];
    return await deliver(context, destination, arrival, read);
  } finally {
    place.leave();
  }
}

type Read = ({ ok: true } & ReadReport) | { ok: false; findings: Finding[] };

async function readReport(arrival: Arrival, place: Place): Promise<Read> {
  const unpacked =
    arrival.json === null ? await unpackReport(arrival.raw) : { ok: true as const, json: arrival.json };
  if (!unpacked.ok) {
    const fault = finding(`report-${unpacked.reason}`, "error", { data: { detail: unpacked.detail } });
    return { ok: false, findings: [fault] };
  }
  const { json } = unpacked;
  place.shrinkTo(json.length);
  const parsed = parseTlsReport(json);
  if (!parsed.ok) return parsed;
  return { ok: true, report: parsed.value, findings: parsed.findings, jsonLength: json.length };
}

async function deliver(
  context: Context,
  destination: Destination,
  arrival: Arrival,
  read: ReadReport,
): Promise<Receipt[]> {
  if (destination.kind === "domain") {
    const { address } = destination;
    return [await storeFor(context, { address, hint: address.domain }, arrival, read)];
  }
  const hint = hintOf(arrival);
  const addresses = await namedDomains(context, destination, read.report, hint);
  if (addresses.length === 0) {
    return [await setAside(context, destination, arrival, "foreign-domain", [foreignDomain(read.report)])];
  }
  const receipts: Receipt[] = [];
  for (const address of addresses) receipts.push(await storeFor(context, { address, hint }, arrival, read));
  return receipts;
}

/** Which domain the delivery names, for reports that name none themselves (old Postfix). */
function hintOf({ credentials }: Arrival): string | null {
  return credentials.kind === "mail" ? asName(credentials.mail.tlsReportDomain ?? "") || null : null;
}
