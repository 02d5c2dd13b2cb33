import { type Responder, rcodes, startDnsServer, type TestDnsServer } from "#lib/net/testing/dns-server.ts";

/** Addresses whose confirmed names lie under `reporter.example`, which vouches for its reports by them. */
export const reporterAddresses = Array.from({ length: 8 }, (_, index) => `192.0.2.${index + 1}`);

/** A name server that knows their names, and nothing else. */
export function startReporterNames(): Promise<TestDnsServer> {
  return startDnsServer(respond);
}

const respond: Responder = ({ name, type }) => {
  const host = /^(\d+)\.2\.0\.192\.in-addr\.arpa$/.exec(name)?.[1];
  if (host && type === "PTR") {
    return { kind: "answer", answers: [{ name, type, ttl: 300, data: `out${host}.reporter.example` }] };
  }
  const number = /^out(\d+)\.reporter\.example$/.exec(name)?.[1];
  if (number === undefined) return { kind: "answer", rcode: rcodes.NXDOMAIN };
  return type === "A"
    ? { kind: "answer", answers: [{ name, type, ttl: 300, data: `192.0.2.${number}` }] }
    : { kind: "answer" };
};
