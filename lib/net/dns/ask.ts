import type { DnsFault } from "#lib/core/evidence.ts";
import { exchangeWith, type Patience, rcodeFault } from "./exchange.ts";
import type { Question } from "./message.ts";
import type { DnsServer } from "./server-address.ts";
import type { Exchange } from "./transport.ts";

export type AskOptions = Patience & {
  servers: DnsServer[];
  /** Rounds over all servers. */
  attempts: number;
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
  return judge(await exchangeWith(server, question, options, { recursionDesired: true, checkingDisabled }));
}

function judge(outcome: Exchange): Outcome {
  if (outcome.kind === "fault") return outcome;
  if (outcome.reply.isReferral)
    return { kind: "fault", reason: "refused", detail: "refers to other servers: no recursion" };
  return rcodeFault(outcome.reply) ?? outcome;
}
