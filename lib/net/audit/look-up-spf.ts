import { spf } from "mailauth/lib/spf/index.js";
import type { SpfLook, SpfOutcome } from "#lib/core/audit/evidence.ts";
import type { Deadline } from "#lib/net/deadline.ts";
import type { Asker } from "./asker.ts";
import { mailauthResolver } from "./mailauth-resolver.ts";

/** The domain's SPF, evaluated by mailauth for an address that nobody names: every term is gone through. */
export async function lookUpSpf(asker: Asker, domain: string, deadline: Deadline): Promise<SpfLook> {
  const txt = await asker.txt(domain);
  const outcome = txt.kind === "found" ? await evaluate(asker, domain, deadline) : null;
  return { domain, txt, outcome };
}

/** Of the block for benchmarks (RFC 2544), which no mail comes from; examples are full of those for documentation. */
const strangerAddress = "198.18.0.1";

/** More than any record needs: tells how far beyond the limit a record is. */
const countUpTo = 40;

async function evaluate(asker: Asker, domain: string, deadline: Deadline): Promise<SpfOutcome> {
  const question = {
    sender: `postmaster@${domain}`,
    ip: strangerAddress,
    helo: domain,
    mta: "sealpost",
    resolver: mailauthResolver(asker),
    strict: true,
    maxElapsedTime: Math.max(1, deadline.remainingMs()),
  };
  const verdict = await spf(question);
  const outcome = toOutcome(verdict, question.sender);
  if (outcome.lookups.count <= outcome.lookups.limit) return outcome;
  const counted = await spf({ ...question, maxResolveCount: countUpTo, maxVoidCount: countUpTo });
  const count = Math.max(outcome.lookups.count, counted.lookups?.count ?? 0);
  return { ...outcome, lookups: { ...outcome.lookups, count } };
}

type Verdict = Awaited<ReturnType<typeof spf>>;

function toOutcome(verdict: Verdict, sender: string): SpfOutcome {
  const { status, lookups } = verdict;
  const subqueries: Record<string, number> = lookups?.subqueries ?? {};
  return {
    result: resultOf(status.result),
    reason: reasonOf(status.comment, sender),
    lookups: { count: lookups?.count ?? 0, limit: lookups?.limit ?? 10, void: lookups?.void ?? 0 },
    usesPtr: "ptr" in subqueries,
  };
}

function resultOf(result: string): SpfOutcome["result"] {
  switch (result) {
    case "pass":
    case "fail":
    case "softfail":
    case "neutral":
    case "none":
    case "permerror":
      return result;
    default:
      return "temperror";
  }
}

/** The library's comment names the mail server and the sender, which are ours; what follows them is the reason. */
function reasonOf(comment: string | undefined, sender: string): string | null {
  const marker = `lookup of ${sender}: `;
  const at = comment?.indexOf(marker) ?? -1;
  return comment === undefined || at === -1 ? null : comment.slice(at + marker.length);
}
