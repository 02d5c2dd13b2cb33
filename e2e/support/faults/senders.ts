import { Agent, type IncomingMessage, request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { type Chance, createChance } from "./chance.ts";
import type { NumberedReport } from "./numbered-report.ts";

/** `scattered`: each copy goes to any process; `mirrored`: every report goes to all of them at the same time. */
export type Manner = "scattered" | "mirrored";

/** One acknowledgement: which report, and which stored row the answer named. */
export type Acknowledgement = { report: NumberedReport; id: string };

export type Load = {
  acknowledgements: Acknowledgement[];
  tally: { deliveries: number; refusedForNow: number; cutOff: number; alreadyKnown: number };
  /** Resolves at that number of acknowledgements; rejects when a sender hears what it never should. */
  acknowledged(count: number): Promise<void>;
  /** Begins no more reports, and resolves when all that were begun are acknowledged. */
  finish(): Promise<void>;
};

/** What there is to send, and to where. */
export type Plan = {
  manner: Manner;
  seed: number;
  connections: number;
  urls: readonly [string, ...string[]];
  /** Report addresses (their tokens) by domain. */
  tokens: string[];
  /** Addresses that senders seem to come from. */
  peers: readonly [string, ...string[]];
  reportOf: (number: number) => NumberedReport;
};

/** Senders as the world's are: each keeps a report until it is acknowledged, and sends it again to whoever answers. */
export function startSenders(plan: Plan): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: plan.connections });
  const load = { ...ledger(), tally: { deliveries: 0, refusedForNow: 0, cutOff: 0, alreadyKnown: 0 } };
  let next = 1;
  let finishing = false;
  const sender = async (chance: Chance) => {
    while (!finishing) {
      const report = plan.reportOf(next++);
      const copies = copiesOf(plan, chance);
      await Promise.all(copies.map((urls) => deliver(plan, agent, load, chance, report, urls)));
      // Some senders lose the answer, or their own memory, and send it once more much later.
      if (chance.percent(10)) await deliver(plan, agent, load, chance, report, plan.urls);
    }
  };
  const senders = Array.from({ length: plan.connections }, (_, index) =>
    sender(createChance(plan.seed * 1_000 + index)),
  );
  const all = Promise.all(senders);
  all.catch(load.fail);
  return {
    ...load,
    async finish() {
      finishing = true;
      await all;
      agent.destroy();
    },
  };
}

type Urls = Plan["urls"];

/** One entry per copy that is sent at the same time: the places that it may go to. */
function copiesOf({ manner, urls }: Plan, chance: Chance): Urls[] {
  if (manner === "mirrored") return urls.map((url) => [url]);
  return chance.percent(25) ? [urls, urls] : [urls];
}

type Ledger = Pick<Load, "acknowledgements" | "acknowledged"> & {
  note(acknowledgement: Acknowledgement): void;
  fail(error: unknown): void;
};

function ledger(): Ledger {
  const acknowledgements: Acknowledgement[] = [];
  let awaited: { count: number; resolve: () => void; reject: (error: unknown) => void } | null = null;
  let fault: unknown = null;
  return {
    acknowledgements,
    note(acknowledgement) {
      acknowledgements.push(acknowledgement);
      if (awaited && acknowledgements.length >= awaited.count) awaited.resolve();
    },
    fail(error) {
      fault = error;
      awaited?.reject(error);
    },
    acknowledged(count) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      awaited = { count, resolve, reject };
      if (fault !== null) reject(fault);
      else if (acknowledgements.length >= count) resolve();
      return promise;
    },
  };
}

/** One copy, until it is acknowledged. */
async function deliver(
  { tokens, peers }: Plan,
  agent: Agent,
  { tally, note }: Pick<Load, "tally"> & Pick<Ledger, "note">,
  chance: Chance,
  report: NumberedReport,
  urls: Urls,
): Promise<void> {
  const peer = chance.pick(peers);
  for (let attempt = 0; ; attempt += 1) {
    tally.deliveries += 1;
    const url = `${chance.pick(urls)}/api/tlsrpt/${tokens[report.domain]}`;
    const answer = await post(agent, url, report.body, peer);
    if (answer === null) tally.cutOff += 1;
    else if (answer.status === 503) tally.refusedForNow += 1;
    else {
      const told = JSON.parse(answer.body) as { status?: string; id?: string };
      if (![200, 201].includes(answer.status) || !told.id)
        throw new Error(`${answer.status}: ${answer.body}`);
      if (told.status === "duplicate") tally.alreadyKnown += 1;
      note({ report, id: told.id });
      return;
    }
    await pause(chance.between(10, Math.min(500, 40 * 2 ** attempt)));
  }
}

/** `null`: there was no whole answer, so the sender knows nothing. */
async function post(
  agent: Agent,
  url: string,
  body: Buffer,
  peer: string,
): Promise<{ status: number; body: string } | null> {
  const headers = { "Content-Type": "application/tlsrpt+gzip", "X-Forwarded-For": peer };
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const signal = AbortSignal.timeout(60_000);
      request(url, { method: "POST", agent, headers, signal })
        .on("response", resolve)
        .on("error", reject)
        .end(body);
    });
    const whole = Buffer.concat(await response.toArray()).toString();
    return response.complete ? { status: response.statusCode ?? 0, body: whole } : null;
  } catch {
    return null;
  }
}
