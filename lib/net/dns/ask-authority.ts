import { exchangeWith, type Patience, rcodeFault } from "./exchange.ts";
import type { Question, Reply } from "./message.ts";
import type { DnsServer } from "./server-address.ts";
import type { Exchange } from "./transport.ts";

export type AuthorityOptions = Patience & {
  /** Rounds over the server's addresses. */
  attempts: number;
};

/** `reply` is NOERROR or NXDOMAIN with the AA bit; `server` is the address that gave it, or the first that failed. */
export type AuthorityOutcome = Exchange & { server: DnsServer };

/**
 * Puts one question to a name server of a zone, at its addresses in turn, without recursion: only what it says as an
 * authority counts (RFC 1035 §4.1.1). When no address gives that, the first fault is returned. Never rejects.
 */
export async function askAuthority(
  addresses: readonly [DnsServer, ...DnsServer[]],
  question: Question,
  { attempts, ...patience }: AuthorityOptions,
): Promise<AuthorityOutcome> {
  let fault: AuthorityOutcome | null = null;
  for (let attempt = 0; attempt < attempts; attempt++) {
    for (const server of addresses) {
      if (patience.deadline.remainingMs() === 0) break;
      const outcome = judge(await exchangeWith(server, question, patience, asAnAuthority));
      if (outcome.kind === "reply") return { ...outcome, server };
      fault ??= { ...outcome, server };
    }
  }
  return fault ?? { ...refusal("no time left to ask"), reason: "timeout", server: addresses[0] };
}

/** CD makes no difference to a name server; without RD a resolver that stands in its place answers from its cache at most. */
const asAnAuthority = { recursionDesired: false, checkingDisabled: false };

function judge(outcome: Exchange): Exchange {
  if (outcome.kind === "fault") return outcome;
  return rcodeFault(outcome.reply) ?? lameness(outcome.reply) ?? outcome;
}

/** A server that is named for a zone and does not serve it (RFC 1912 §2.8). */
function lameness({ isReferral, authoritative }: Reply): Extract<Exchange, { kind: "fault" }> | null {
  if (isReferral) return refusal("refers to other servers: does not serve the zone");
  return authoritative ? null : refusal("answers without authority: does not serve the zone");
}

function refusal(detail: string): Extract<Exchange, { kind: "fault" }> {
  return { kind: "fault", reason: "refused", detail };
}
