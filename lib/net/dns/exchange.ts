import type { Deadline } from "#lib/net/deadline.ts";
import { encodeQuery, type QueryFlags, type Question, type Reply } from "./message.ts";
import type { DnsServer } from "./server-address.ts";
import { type Exchange, exchangeTcp, exchangeUdp } from "./transport.ts";

/** `timeoutMs` is for one try over one transport. */
export type Patience = { timeoutMs: number; deadline: Deadline };

type Fault = Extract<Exchange, { kind: "fault" }>;

/** Puts one question to one server: over UDP, over TCP when the answer is truncated, plainly when it knows no EDNS. */
export async function exchangeWith(
  server: DnsServer,
  question: Question,
  patience: Patience,
  flags: QueryFlags,
): Promise<Exchange> {
  const first = await exchange(server, question, patience, { ...flags, edns: true });
  if (first.kind === "fault" || !knowsNoEdns(first.reply)) return first;
  return exchange(server, question, patience, { ...flags, edns: false });
}

/** The fault that a response code is; `null` for those that say whether the name is there. */
export function rcodeFault({ rcode, extendedError }: Reply): Fault | null {
  if (rcode === "NOERROR" || rcode === "NXDOMAIN") return null;
  const detail = extendedError === null ? rcode : `${rcode} (${extendedError})`;
  return { kind: "fault", reason: rcode === "SERVFAIL" ? "servfail" : "refused", detail };
}

/** Servers older than EDNS refuse the query as such and want it plain (RFC 6891 §7). */
function knowsNoEdns({ rcode }: Reply): boolean {
  return rcode === "FORMERR" || rcode === "NOTIMP" || rcode === "BADVERS";
}

async function exchange(
  server: DnsServer,
  question: Question,
  patience: Patience,
  flags: QueryFlags & { edns: boolean },
): Promise<Exchange> {
  const answer = await exchangeUdp(server, encodeQuery(question, flags), timeLeft(patience));
  if (answer.kind === "fault" || !answer.reply.truncated) return answer;
  return exchangeTcp(server, encodeQuery(question, flags), timeLeft(patience));
}

function timeLeft({ timeoutMs, deadline }: Patience): number {
  return Math.min(timeoutMs, deadline.remainingMs());
}
