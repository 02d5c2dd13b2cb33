import type { Socket } from "node:net";
import { beforeAll, describe, expect, test } from "vitest";
import type { PolicyFetchFault } from "#lib/core/evidence.ts";
import { createAuthority, type ServerIdentity, selfSigned } from "#lib/net/testing/certificate-authority.ts";
import {
  createPolicyWorld,
  good,
  impatient,
  type PolicyWorld,
  serveTcp,
} from "#lib/net/testing/policy-world.ts";

let world: PolicyWorld;
beforeAll(async () => {
  world = await createPolicyWorld();
});

describe("certificates that senders refuse", () => {
  const name = { names: ["mta-sts.a.test"] };
  const cases: {
    name: string;
    make: () => Promise<ServerIdentity>;
    fault: PolicyFetchFault;
    detail: RegExp;
  }[] = [
    {
      name: "expired",
      make: () => world.authority.issue({ ...name, validFromDays: -9, validToDays: -1 }),
      fault: "certificate-expired",
      detail: /not valid after \d{4}/,
    },
    {
      name: "not yet valid",
      make: () => world.authority.issue({ ...name, validFromDays: 1 }),
      fault: "certificate-not-yet-valid",
      detail: /not valid before \d{4}/,
    },
    {
      name: "for another name",
      make: () => world.authority.issue({ names: ["a.test", "www.a.test"] }),
      fault: "certificate-name-mismatch",
      detail: /presents a\.test, www\.a\.test, not mta-sts\.a\.test/,
    },
    {
      name: "a wildcard one label too high",
      make: () => world.authority.issue({ names: ["*.test"] }),
      fault: "certificate-name-mismatch",
      detail: /\*\.test/,
    },
    {
      name: "a wildcard inside a label",
      make: () => world.authority.issue({ names: ["mta-*.a.test"] }),
      fault: "certificate-name-mismatch",
      detail: /mta-\*/,
    },
    {
      name: "the name as common name only",
      make: () => world.authority.issue({ commonName: "mta-sts.a.test" }),
      fault: "certificate-name-mismatch",
      detail: /no DNS-ID/,
    },
    {
      name: "self-signed",
      make: () => selfSigned(name),
      fault: "certificate-not-trusted",
      detail: /DEPTH_ZERO_SELF_SIGNED_CERT/,
    },
    {
      name: "of an unknown authority",
      make: async () => (await createAuthority("Other Root")).issue(name),
      fault: "certificate-not-trusted",
      detail: /UNABLE_TO_/,
    },
    {
      name: "without its intermediate",
      make: async () => leafOnly(await (await world.authority.intermediate()).issue(name)),
      fault: "certificate-not-trusted",
      detail: /UNABLE_TO_/,
    },
    {
      name: "below an expired intermediate",
      make: async () =>
        (await world.authority.intermediate({ validFromDays: -9, validToDays: -1 })).issue(name),
      fault: "certificate-expired",
      detail: /CERT_HAS_EXPIRED/,
    },
    {
      name: "below an intermediate of the future",
      make: async () => (await world.authority.intermediate({ validFromDays: 1 })).issue(name),
      fault: "certificate-not-yet-valid",
      detail: /CERT_NOT_YET_VALID/,
    },
    {
      name: "untrusted and for another name",
      make: () => selfSigned({ names: ["localhost"] }),
      fault: "certificate-not-trusted",
      detail: /SELF_SIGNED.*; presents localhost, not/,
    },
  ];

  test.each(cases)("$name → $fault, with its facts, and nothing is sent", async ({ make, fault, detail }) => {
    const server = await world.serve(good, await make());
    const fetched = await world.fetchFrom(server.port);
    expect(fetched).toMatchObject({
      kind: "failed",
      fault,
      detail: expect.stringMatching(detail),
      address: "127.0.0.1",
      status: null,
    });
    expect(fetched.tls?.chain[0]?.fingerprint256).toMatch(/^[0-9A-F:]{95}$/);
    expect(fetched.timings).toMatchObject({ tlsMs: expect.any(Number), httpMs: null });
    expect(server.requests).toEqual([]);
  });

  test("validity is judged by the time given", async () => {
    const server = await world.serve(good);
    const inAYear = new Date(Date.now() + 365 * 86_400_000);
    expect(await world.fetchFrom(server.port, { now: inAYear })).toMatchObject({
      fault: "certificate-expired",
    });
  });
});

describe("handshakes that fail", () => {
  test("a server that only knows TLS 1.1", async () => {
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" };
    const server = await world.serve(good, old);
    expect(await world.fetchFrom(server.port)).toMatchObject({
      fault: "tls-handshake",
      tls: null,
      detail: /protocol version/,
    });
  });

  test.each([
    {
      name: "plain HTTP on the port",
      accept: (socket: Socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
      fault: "tls-handshake",
    },
    {
      name: "closed at once",
      accept: (socket: Socket) => socket.end(),
      fault: "tls-handshake",
    },
    {
      name: "reset at the first message",
      accept: (socket: Socket) => socket.once("data", () => socket.resetAndDestroy()),
      fault: "tls-handshake",
    },
    { name: "silence", accept: () => {}, fault: "timeout" },
  ])("$name → $fault", async ({ accept, fault }) => {
    const server = await serveTcp(accept);
    const fetched = await world.fetchFrom(server.port, fault === "timeout" ? impatient : {});
    expect(fetched).toMatchObject({ kind: "failed", fault, tls: null, address: "127.0.0.1" });
  });
});

function leafOnly({ cert, key }: ServerIdentity): ServerIdentity {
  return { cert: cert.slice(0, cert.indexOf("-----END CERTIFICATE-----") + 26), key };
}
