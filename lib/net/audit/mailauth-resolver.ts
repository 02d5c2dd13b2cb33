import type { DNSResolver } from "mailauth";
import type { DnsAnswer, DnsFault, MxRecord } from "#lib/core/evidence.ts";
import { normalizeName } from "#lib/net/dns/name.ts";
import type { Asker } from "./asker.ts";

/** An asker in the shape that mailauth calls: results as `node:dns` gives them, everything else an error with its code. */
export function mailauthResolver(asker: Asker): DNSResolver {
  const resolve = async (name: string, type: string): Promise<unknown[]> => {
    if (normalizeName(name) === null) throw coded("EBADNAME", `not a name: ${name}`);
    switch (type) {
      case "TXT":
        return recordsOf(await asker.txt(name)).map((text) => [text]);
      case "MX":
        return recordsOf(await asker.query(name, "MX")).map(toNodeMx);
      case "A":
      case "AAAA":
      case "PTR":
      case "CNAME":
        return recordsOf(await asker.query(name, type));
      default:
        throw coded("ENOTIMP", `no look-ups of type ${type}`);
    }
  };
  // mailauth declares texts for every type, and reads MX as `node:dns` gives them.
  return resolve as DNSResolver;
}

/** How an error of the resolver is told in an audit; `null` for a rejection that is not one. */
export function dnsErrorDetail(error: unknown): string | null {
  return error instanceof Error && "code" in error && dnsCodes.has(String(error.code)) ? error.message : null;
}

function recordsOf<T>(answer: DnsAnswer<T>): T[] {
  switch (answer.kind) {
    case "found":
      return answer.records;
    case "absent":
      throw coded(answer.reason === "nxdomain" ? "ENOTFOUND" : "ENODATA", answer.reason);
    case "unreachable":
      throw coded(codes[answer.reason], answer.detail);
    default:
      return answer satisfies never;
  }
}

const codes: Record<DnsFault, string> = {
  timeout: "ETIMEOUT",
  refused: "EREFUSED",
  servfail: "ESERVFAIL",
  bogus: "ESERVFAIL",
  malformed: "EBADRESP",
  network: "ECONNREFUSED",
};

const dnsCodes: ReadonlySet<string> = new Set([...Object.values(codes), "ENOTFOUND", "ENODATA", "EBADNAME"]);

function toNodeMx({ preference, exchange }: MxRecord) {
  return { priority: preference, exchange };
}

function coded(code: string, message: string): Error {
  return Object.assign(new Error(message), { code });
}
