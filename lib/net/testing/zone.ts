import type { Answer, RecordType } from "dns-packet";
import { type Reaction, type Responder, rcodes } from "./dns-server.ts";

/**
 * A small zone, keyed by `<name> <TYPE>`, e.g. `"a.test TXT": ["v=…"]`, `"a.test MX": [[10, "mx.a.test"]]`.
 * CNAMEs are followed within the zone, as a recursive resolver does.
 */
export type Zone = Record<string, (string | [number, string])[]>;

/** Answers from the zone: NXDOMAIN for a name that it does not have, NODATA with a SOA for a type. */
export function answerFrom(zone: Zone, options: { authenticated?: boolean } = {}): Responder {
  return ({ name, type }) => {
    const answers: Answer[] = [];
    let owner = name.toLowerCase();
    for (let hops = 0; hops < 20; hops++) {
      answers.push(...recordsAt(zone, owner, type));
      const alias = type === "CNAME" ? undefined : zone[`${owner} CNAME`]?.[0];
      if (typeof alias !== "string") break;
      answers.push(record(owner, "CNAME", alias));
      owner = alias.toLowerCase();
    }
    const exists = Object.keys(zone).some((key) => key.startsWith(`${owner} `));
    const complete = answers.some((answer) => answer.type === type);
    return {
      kind: "answer",
      rcode: exists ? rcodes.NOERROR : rcodes.NXDOMAIN,
      answers,
      authorities: complete ? [] : [soa],
      authenticated: options.authenticated ?? false,
    } satisfies Reaction;
  };
}

/** One record with a TTL of 300 seconds, for hand-made answers. */
export function record(name: string, type: RecordType, data: unknown, ttl = 300): Answer {
  return { name, type, ttl, class: "IN", data } as Answer;
}

export const soa: Answer = {
  name: "test",
  type: "SOA",
  ttl: 300,
  data: { mname: "ns.test", rname: "hostmaster.test", serial: 1, minimum: 60 },
};

function recordsAt(zone: Zone, owner: string, type: string): Answer[] {
  return (zone[`${owner} ${type}`] ?? []).map((data) =>
    record(
      owner,
      type as RecordType,
      typeof data === "string" ? data : { preference: data[0], exchange: data[1] },
    ),
  );
}
