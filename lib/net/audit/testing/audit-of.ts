import type { PolicyFetch } from "#lib/core/evidence.ts";
import { type Responder, rcodes } from "#lib/net/testing/dns-server.ts";
import { resolverOf, serveDns } from "#lib/net/testing/resolver-under-test.ts";
import { answerFrom, record, type Zone } from "#lib/net/testing/zone.ts";
import { gatherAudit } from "../gather-audit.ts";

const noPolicy: PolicyFetch = {
  kind: "failed",
  host: "mta-sts.a.test",
  address: null,
  tls: null,
  timings: { dnsMs: 0, connectMs: null, tlsMs: null, httpMs: null },
  fault: "dns-absent",
  detail: "",
  status: null,
  location: null,
};

const noPolicyAnywhere = { fetch: noPolicy, addresses: [], leftOut: 0 };

export type World = { zone: Zone; secure?: boolean; servfail?: string[]; also?: Responder };

/** An audit of `a.test` in a small real DNS, closed at the end of the running test. */
export async function audit({ zone, secure = false, servfail = [], also }: World, selectors: string[] = []) {
  const known = answerFrom(zone, { authenticated: secure });
  const server = await serveDns((question) => {
    if (servfail.includes(question.name)) return { kind: "answer", rcode: rcodes.SERVFAIL };
    const own = also?.(question);
    return own === undefined || own.kind === "silence" ? known(question) : own;
  });
  const net = { query: resolverOf([server]).query, fetchPolicyEverywhere: async () => noPolicyAnywhere };
  const looks = gatherAudit(net, { domain: "a.test", selectors, now: new Date("2026-03-10T12:00:00Z") });
  return { looks, asked: server.asked };
}

export const silence = { kind: "silence" } as const;

/** A text in character-strings of 255 octets (RFC 1035 §3.3). */
export function longTxt(name: string, text: string): Responder {
  const strings = text.match(/.{1,255}/g) ?? [];
  return (question) =>
    question.name === name && question.type === "TXT"
      ? { kind: "answer", answers: [record(name, "TXT", strings)] }
      : silence;
}
