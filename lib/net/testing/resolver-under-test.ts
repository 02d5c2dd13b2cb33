import { onTestFinished } from "vitest";
import { createResolver, type Resolver, type ResolverOptions } from "#lib/net/dns/resolver.ts";
import {
  type Answered,
  type Reaction,
  type Responder,
  startDnsServer,
  type TestDnsServer,
} from "./dns-server.ts";

/** A DNS server for the running test, closed at its end. */
export async function serveDns(
  respond: Responder,
  place?: { host: string; port: number },
): Promise<TestDnsServer> {
  const server = await startDnsServer(respond, place);
  onTestFinished(server.close);
  return server;
}

/** Our resolver on these servers, patient enough for a busy machine. */
export function resolverOf(servers: TestDnsServer[], options: Partial<ResolverOptions> = {}): Resolver {
  const addresses = servers.map(({ address }) => address);
  return createResolver({ servers: addresses, timeoutMs: 2_000, attempts: 1, lookupMs: 4_000, ...options });
}

/** For tests whose outcome is a time-out. */
export const impatient = { timeoutMs: 60, attempts: 1 };

export const silence: Reaction = { kind: "silence" };

export function answer(rest: Partial<Answered> = {}): Answered {
  return { kind: "answer", ...rest };
}
