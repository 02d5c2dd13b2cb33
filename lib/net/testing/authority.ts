import type { Answer } from "dns-packet";
import { type Responder, rcodes } from "./dns-server.ts";
import { record } from "./zone.ts";

/** What a name server's copy of a zone holds: texts by name, aliases by name. */
export type ZoneCopy = {
  apex: string;
  txt?: Record<string, string[]>;
  alias?: Record<string, string>;
  serial?: number;
};

/** The SOA of such a copy; a missing name may be remembered for 60 seconds. */
export function soaOf({ apex, serial = 1 }: ZoneCopy, ttl = 3_600): Answer {
  const data = { mname: `ns1.${apex}`, rname: `hostmaster.${apex}`, serial, minimum: 60 };
  return record(apex, "SOA", data, ttl);
}

/** A name server that serves one zone: authoritative within it, refusing beyond it and to do recursion. */
export function serving(copy: ZoneCopy): Responder {
  return ({ name, type, recursionDesired }) => {
    const inside = name === copy.apex || name.endsWith(`.${copy.apex}`);
    if (!inside || recursionDesired) return { kind: "answer", rcode: rcodes.REFUSED };
    const authority = { kind: "answer", authoritative: true } as const;
    if (type === "SOA" && name === copy.apex) return { ...authority, answers: [soaOf(copy)] };
    const target = copy.alias?.[name];
    if (target !== undefined) return { ...authority, answers: [record(name, "CNAME", target)] };
    const texts = type === "TXT" ? copy.txt?.[name] : undefined;
    const answers = (texts ?? []).map((text) => record(name, "TXT", text));
    if (answers.length > 0) return { ...authority, answers };
    return { ...authority, rcode: rcodes.NXDOMAIN, authorities: [soaOf(copy)] };
  };
}
