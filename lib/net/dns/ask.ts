import type { DnsFault } from "#lib/core/evidence.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import { encodeQuery, type Question, type Reply } from "./message.ts";
import type { DnsServer } from "./server-address.ts";
import { type Exchange, exchangeTcp, exchangeUdp } from "./transport.ts";

export type AskOptions = {
  servers: DnsServer[];
  /** For one try at one server. */
  timeoutMs: number;
  /** Rounds over all servers. */
  attempts: number;
  deadline: Deadline;
};

/** `reply` is NOERROR or NXDOMAIN; everything else is a fault that says nothing about the name. */
export type Outcome = Extract<Exchange, { kind: "reply" }> | Fault;

type Fault = Extract<Exchange, { kind: "fault" }>;

/**
 * Puts one question to the servers in turn, round by round, until one answers. When none does, the most
 * telling fault is returned, and its detail says what the tries met; not at which server, since answers are shown to
 * anybody, and which resolvers an installation uses is not.
 */
export async function ask(question: Question, options: AskOptions): Promise<Outcome> {
  const faults: (Fault & { server: DnsServer })[] = [];
  for (let attempt = 0; attempt < options.attempts; attempt++) {
    for (const server of options.servers) {
      if (options.deadline.remainingMs() === 0) break;
      const outcome = await askServer(server, question, options, false);
      if (outcome.kind === "reply") return outcome;
      faults.push({ ...outcome, server });
    }
  }
  const worst = faults.toSorted((a, b) => telling.indexOf(a.reason) - telling.indexOf(b.reason))[0];
  if (worst === undefined) return { kind: "fault", reason: "timeout", detail: "no time left to ask" };
  const detail = [...new Set(faults.map((fault) => fault.detail))].join("; ");
  const fault: Fault = { kind: "fault", reason: worst.reason, detail };
  return fault.reason === "servfail" ? explainServfail(worst.server, question, options, fault) : fault;
}

/** What says most about the domain comes first, what says only something about our network comes last. */
const telling: DnsFault[] = ["bogus", "servfail", "malformed", "refused", "network", "timeout"];

/**
 * A SERVFAIL that turns into an answer when validation is switched off (the CD bit, RFC 4035 §3.2.2) is a
 * DNSSEC failure. It is asked once more with validation, since a passing fault would look the same.
 */
async function explainServfail(
  server: DnsServer,
  question: Question,
  options: AskOptions,
  fault: Fault,
): Promise<Outcome> {
  const unchecked = await askServer(server, question, options, true);
  if (unchecked.kind !== "reply") return fault;
  const again = await askServer(server, question, options, false);
  if (again.kind === "reply") return again;
  if (again.reason !== "servfail") return fault;
  return { kind: "fault", reason: "bogus", detail: `${fault.detail}; answers when DNSSEC validation is off` };
}

async function askServer(
  server: DnsServer,
  question: Question,
  options: AskOptions,
  checkingDisabled: boolean,
): Promise<Outcome> {
  const first = await exchange(server, question, options, { edns: true, checkingDisabled });
  if (first.kind === "fault" || !knowsNoEdns(first.reply)) return judge(first);
  return judge(await exchange(server, question, options, { edns: false, checkingDisabled }));
}

/** Servers older than EDNS refuse the query as such and want it plain (RFC 6891 §7). */
function knowsNoEdns({ rcode }: Reply): boolean {
  return rcode === "FORMERR" || rcode === "NOTIMP" || rcode === "BADVERS";
}

async function exchange(
  server: DnsServer,
  question: Question,
  { timeoutMs, deadline }: AskOptions,
  flags: { edns: boolean; checkingDisabled: boolean },
): Promise<Exchange> {
  const answer = await exchangeUdp(server, encodeQuery(question, flags), within(timeoutMs, deadline));
  if (answer.kind === "fault" || !answer.reply.truncated) return answer;
  return exchangeTcp(server, encodeQuery(question, flags), within(timeoutMs, deadline));
}

function judge(outcome: Exchange): Outcome {
  if (outcome.kind === "fault") return outcome;
  const { rcode, isReferral, extendedError } = outcome.reply;
  if (isReferral)
    return { kind: "fault", reason: "refused", detail: "refers to other servers: no recursion" };
  if (rcode === "NOERROR" || rcode === "NXDOMAIN") return outcome;
  const detail = extendedError === null ? rcode : `${rcode} (${extendedError})`;
  return { kind: "fault", reason: rcode === "SERVFAIL" ? "servfail" : "refused", detail };
}

function within(timeoutMs: number, deadline: Deadline): number {
  return Math.min(timeoutMs, deadline.remainingMs());
}
