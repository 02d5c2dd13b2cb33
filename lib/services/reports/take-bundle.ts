import { finding } from "#lib/core/finding.ts";
import type { Road } from "#lib/db/client.ts";
import type { BundleCaps } from "#lib/net/unpack/caps.ts";
import type { Found, Refusal, Skipped } from "#lib/net/unpack/found.ts";
import type { EnclosingMail } from "#lib/net/unpack/mail/enclosing-mail.ts";
import { findInWhole, streamReports } from "#lib/net/unpack/stream-reports.ts";
import type { Context } from "#lib/services/context.ts";
import type { Destination } from "./arrival.ts";
import type { Credentials } from "./credentials.ts";
import type { Receipt } from "./receipt.ts";
import { setAside } from "./set-aside.ts";
import { takeReport } from "./take-report.ts";

/** A file, a mail or an archive as it came, whole or piece by piece. */
export type Bundle = {
  chunks: AsyncIterable<Uint8Array> | Uint8Array;
  road: Road;
  /** What can vouch for a report of it, from the mail that it stood in. */
  credentials: (mail: EnclosingMail | null) => Promise<Credentials>;
  peer: string | null;
  userAgent: string | null;
  /** The name of the file itself, for what has no other inside it. */
  fileName?: string | null;
};

export type BundleOptions = {
  caps?: BundleCaps;
  /** Reports under way at a time, so that they share transactions. */
  atOnce?: number;
  /**
   * What becomes of what may be a report and was not read: kept aside, or, where ordinary mail comes in too, only what
   * its mail announces as a TLS report.
   */
  refusals?: "all" | "announced";
};

/** What became of one thing in it. `path` and `fileName` as on `Found`. */
export type Taken = { path: string; fileName: string | null } & (
  | { kind: "report"; receipts: Receipt[] }
  | { kind: "refused"; reason: Refusal["reason"]; cap: Refusal["cap"]; detail: string; kept: boolean }
  | { kind: "skipped"; reason: Skipped["reason"]; detail: string }
);

/**
 * Takes every report of a bundle, in order; what became of each is told once it is committed. Rejects when `chunks` or
 * our own storage does: what was told before is stored all the same.
 */
export async function* takeBundle(
  context: Context,
  destination: Destination,
  bundle: Bundle,
  { caps, atOnce = 1, refusals = "all" }: BundleOptions = {},
): AsyncGenerator<Taken> {
  const keeps = (mail: EnclosingMail | null) => refusals === "all" || mail?.announced !== false;
  const underWay: Promise<Taken>[] = [];
  const { chunks } = bundle;
  const all = chunks instanceof Uint8Array ? await findInWhole(chunks, caps) : streamReports(chunks, caps);
  for await (const found of all) {
    const taken = take(context, destination, bundle, found, keeps(found.mail));
    taken.catch(() => {}); // told below, once its turn has come
    underWay.push(taken);
    if (underWay.length >= atOnce) yield await first(underWay);
  }
  while (underWay.length > 0) yield await first(underWay);
}

async function first(underWay: Promise<Taken>[]): Promise<Taken> {
  const taken = underWay.shift();
  if (!taken) throw new Error("Nothing is under way.");
  return taken;
}

async function take(
  context: Context,
  destination: Destination,
  bundle: Bundle,
  found: Found,
  keeps: boolean,
): Promise<Taken> {
  const fileName = found.fileName ?? bundle.fileName ?? null;
  const place = { path: found.path, fileName };
  switch (found.kind) {
    case "document": {
      const arrival = { ...(await arrivalOf(bundle, found.mail)), raw: found.raw, json: found.json };
      const receipts = await takeReport(context, destination, { ...arrival, fileName });
      return { ...place, kind: "report", receipts };
    }
    case "refusal": {
      const { reason, cap, detail } = found;
      const kept = keeps && (await keepRefusal(context, destination, bundle, { ...found, fileName }));
      return { ...place, kind: "refused", reason, cap, detail, kept };
    }
    case "skipped":
      return { ...place, kind: "skipped", reason: found.reason, detail: found.detail };
    default:
      return found satisfies never;
  }
}

async function arrivalOf(bundle: Bundle, mail: EnclosingMail | null) {
  const { road, peer, userAgent } = bundle;
  return { road, peer, userAgent, credentials: await bundle.credentials(mail) };
}

async function keepRefusal(
  context: Context,
  destination: Destination,
  bundle: Bundle,
  { raw, mail, fileName, reason, detail, path }: Refusal,
): Promise<boolean> {
  if (raw === null) return false;
  const arrival = { ...(await arrivalOf(bundle, mail)), raw, fileName };
  const fault = finding(`report-${reason}`, "error", { subject: path || null, data: { detail } });
  return (await setAside(context, destination, arrival, "unreadable", [fault])).kept;
}
