import type { Socket } from "node:net";
import { onTestFinished } from "vitest";
import type { DnsAnswer, PolicyFetch } from "#lib/core/evidence.ts";
import {
  fetchPolicy,
  fetchPolicyEverywhere,
  type PolicyHostOptions,
  type PolicyLooks,
} from "#lib/net/policy-host.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import { createTrust } from "#lib/net/tls/trust.ts";
import { createAuthority, type ServerIdentity, type TestAuthority } from "./certificate-authority.ts";
import {
  type Answerer,
  type Place,
  respond,
  startTcpServer,
  startTlsServer,
  type TestServer,
} from "./tls-server.ts";

/** A trusted authority and an identity for `mta-sts.a.test`, the policy host of all these tests. */
export type PolicyWorld = {
  authority: TestAuthority;
  /** A policy host for the running test, closed at its end. */
  serve(answer: Answerer, options?: object, place?: Place): Promise<TestServer>;
  /** Fetches the policy of `a.test` from a port on loopback, patiently. */
  fetchFrom(port: number, options?: Partial<PolicyHostOptions>): Promise<PolicyFetch>;
  /** The same at every address. */
  fetchEverywhere(port: number, options?: Partial<PolicyHostOptions>): Promise<PolicyLooks>;
};

export const policy = "version: STSv1\r\nmode: testing\r\nmx: mx.a.test\r\nmax_age: 86400\r\n";

export const good: Answerer = respond("200 OK", { "Content-Type": "text/plain; charset=utf-8" }, policy);

/** For tests whose outcome is a time-out. */
export const impatient = { deadlines: { totalMs: 400, connectMs: 200 } };

export async function createPolicyWorld(): Promise<PolicyWorld> {
  const authority = await createAuthority();
  const identity: ServerIdentity = await authority.issue({ names: ["mta-sts.a.test"] });
  const trust = createTrust([authority.pem]);
  const defaults: Omit<PolicyHostOptions, "port" | "now"> = {
    resolver: resolvingTo("127.0.0.1"),
    guard: createTargetGuard({ allow: ["127.0.0.1"] }),
    trust,
    deadlines: { totalMs: 4_000, connectMs: 2_000 },
  };
  const optionsFor = (port: number, options?: Partial<PolicyHostOptions>) => {
    return { ...defaults, port, now: new Date(), ...options };
  };
  return {
    authority,
    serve: async (answer, options = identity, place) =>
      closing(await startTlsServer({ ...identity, ...options }, answer, place)),
    fetchFrom: (port, options) => fetchPolicy("a.test", optionsFor(port, options)),
    fetchEverywhere: (port, options) => fetchPolicyEverywhere("a.test", optionsFor(port, options)),
  };
}

/** A TCP server for the running test, closed at its end. */
export async function serveTcp(accept: (socket: Socket) => void): Promise<TestServer> {
  return closing(await startTcpServer(accept));
}

/** A resolver that knows these addresses for every name. */
export function resolvingTo(...records: string[]): PolicyHostOptions["resolver"] {
  return answering({ kind: "found", records, ttlSeconds: 60, authenticated: false, cnames: [] });
}

export function answering(answer: DnsAnswer<string>): PolicyHostOptions["resolver"] {
  return { addresses: async () => answer };
}

function closing(server: TestServer): TestServer {
  onTestFinished(server.close);
  return server;
}
