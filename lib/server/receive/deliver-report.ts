import { deliveringClient } from "#lib/db/client-of.ts";
import type { AddressedDomain } from "#lib/db/reports/find-report-address.ts";
import { TooBusy } from "#lib/db/too-busy.ts";
import { defaultUnpackCaps } from "#lib/net/unpack/caps.ts";
import { logger } from "#lib/server/logger.ts";
import type { Context } from "#lib/services/context.ts";
import { openReportAddress } from "#lib/services/reports/open-report-address.ts";
import { receiveReport } from "#lib/services/reports/receive-report.ts";
import { type Answer, problem, tooMany, tryLater } from "./answer.ts";
import { answerReceipt, unknownAddress } from "./answer-receipt.ts";
import { createBodyStore, type HeldBody } from "./body-store.ts";
import { type Coding, type DeliveryHead, judgeHead, tooLarge } from "./delivery-head.ts";
import { createPace } from "./pace.ts";
import { type Read, readCapped } from "./read-capped.ts";
import { removeCoding } from "./remove-coding.ts";

export type Delivery = {
  token: string;
  body: AsyncIterable<Uint8Array> | null;
  /** The sender's address, as far as we can believe it. */
  peer: string | null;
  userAgent: string | null;
  head?: DeliveryHead;
  /** Asks the sender for the body, when it waits to be asked (`Expect: 100-continue`). */
  proceed?: (() => void) | undefined;
};

/** Plain JSON is the larger of the two forms; a gzip body meets its own, smaller cap when it is unpacked. */
export const bodyCap = defaultUnpackCaps.inflatedBytes;

/** Larger than nearly every report. */
const ordinaryBody = 65_536;
const mebi = 1_048_576;
const bodies = createBodyStore({
  bodies: 2_000,
  bodiesOfClient: 200,
  octets: 256 * mebi,
  octetsOfClient: 64 * mebi,
  free: ordinaryBody,
});

/** The largest body then needs 1.4 Mbit/s; nearly every report comes in one packet. */
const bodyMs = 60_000;
const lingerMs = 5_000;

/**
 * A large sender posts one report per domain and day, so an installation of ten thousand domains may get as many from
 * one address in a few minutes; one domain gets a few.
 */
const paceOfClient = createPace({ points: 30_000, seconds: 600 });
const paceAtAddress = createPace({ points: 2_000, seconds: 600 });

const momentSeconds = 30;
const storageSeconds = 300;

/**
 * `POST /api/tlsrpt/{token}` (RFC 8460 §5.4), the same for Next and for the intake process. 2xx only once the report
 * is stored; 4xx as an RFC 9457 problem when sending it again would not help; 429 and 503 with `Retry-After` when it
 * would. Token, limits and declared size are judged before the body is asked for or read.
 */
export async function deliverReport(context: Context, delivery: Delivery): Promise<Answer> {
  const client = deliveringClient(delivery.peer ?? "");
  const held = bodies.hold(client);
  if (!held) return noRoom();
  try {
    const admitted = await admit(context, delivery, client, held);
    return admitted.ok
      ? await take(context, delivery, admitted, held)
      : await dismiss(delivery, admitted.answer);
  } catch (error) {
    return refuseForNow(error);
  } finally {
    held.release();
  }
}

type Admitted = { ok: true; address: AddressedDomain; coding: Coding };

async function admit(
  context: Context,
  { token, peer, head }: Delivery,
  client: string | null,
  held: HeldBody,
): Promise<Admitted | { ok: false; answer: Answer }> {
  const refuse = (answer: Answer) => ({ ok: false as const, answer });
  const judged = judgeHead(head ?? noHead, bodyCap);
  if (!judged.ok) return judged;
  const pause = client && (await paceOfClient.slowDown(client));
  if (pause) return refuse(tooMany("Too many reports come from there.", pause));
  const address = await openReportAddress(context, token, peer);
  if (!address) return refuse(unknownAddress());
  const pauseHere = client && (await paceAtAddress.slowDown(`${address.domainId} ${client}`));
  if (pauseHere) return refuse(tooMany("Too many reports come from there to this address.", pauseHere));
  if (judged.octets !== null && !held.hasRoomFor(judged.octets)) return refuse(noRoom());
  return { ok: true, address, coding: judged.coding };
}

const noHead: DeliveryHead = { contentType: null, contentEncoding: null, contentLength: null };

async function take(
  context: Context,
  { token, body, peer, userAgent, proceed }: Delivery,
  { address, coding }: Admitted,
  held: HeldBody,
): Promise<Answer> {
  proceed?.();
  const read = await readCapped(body, bodyCap, { withinMs: bodyMs, take: held.take });
  if (!read.ok) return refuseBody(read.reason);
  const bytes = await removeCoding(read.bytes, coding, held.take);
  if (!bytes) return noRoom();
  const delivered = { token, bytes, peer, userAgent: userAgent?.slice(0, 300) ?? null };
  return answerReceipt(await receiveReport(context, delivered, address));
}

/**
 * An ordinary body is read all the same: a sender that is cut off within its body may never see the answer. One that
 * waits to be asked for its body sees it at once.
 */
async function dismiss({ body, proceed }: Delivery, answer: Answer): Promise<Answer> {
  if (!proceed) await readCapped(body, ordinaryBody, { withinMs: lingerMs });
  return answer;
}

function refuseBody(reason: Extract<Read, { ok: false }>["reason"]): Answer {
  switch (reason) {
    case "too-large":
      return tooLarge(bodyCap);
    case "no-room":
      return noRoom();
    case "too-slow":
      return problem(408, `The body did not come within ${bodyMs / 1_000} seconds.`);
    case "broken-off":
      return problem(400, "The body ended before it was complete.");
    default:
      return reason satisfies never;
  }
}

function noRoom(): Answer {
  return tryLater("Too many reports are coming in. Please send it again later.", momentSeconds);
}

function refuseForNow(error: unknown): Answer {
  if (error instanceof TooBusy) return noRoom();
  logger().error({ err: error, road: "https" }, "a report could not be stored");
  return tryLater("The report could not be stored. Please send it again later.", storageSeconds);
}
