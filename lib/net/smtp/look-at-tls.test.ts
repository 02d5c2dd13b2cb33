import type { Socket } from "node:net";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { MxFault } from "#lib/core/evidence.ts";
import { createAuthority, type ServerIdentity, selfSigned } from "#lib/net/testing/certificate-authority.ts";
import { type MxServer, type Script, serveMx } from "./testing/mx-server.ts";
import { createMxWorld, type MxWorld } from "./testing/mx-world.ts";

let world: MxWorld;
beforeAll(async () => {
  world = await createMxWorld();
});

describe("the handshake completes whatever the certificate is worth, and the chain error is about the chain alone", () => {
  const name = { names: ["mx.a.test"] };
  test.each<[string, () => Promise<ServerIdentity>, string | null, string[]]>([
    ["good", () => world.authority.issue(name), null, ["CN=Test Leaf"]],
    ["for another name", () => world.authority.issue({ names: ["b.test"] }), null, ["CN=Test Leaf"]],
    [
      "expired",
      () => world.authority.issue({ ...name, validFromDays: -9, validToDays: -1 }),
      "CERT_HAS_EXPIRED",
      ["CN=Test Leaf"],
    ],
    ["self-signed", () => selfSigned(name), "DEPTH_ZERO_SELF_SIGNED_CERT", ["CN=Test Leaf"]],
    [
      "of nobody we know",
      async () => (await createAuthority("Other")).issue(name),
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      ["CN=Test Leaf"],
    ],
    [
      "with its intermediate",
      async () => (await world.authority.intermediate()).issue(name),
      null,
      ["CN=Test Leaf", "CN=Test Intermediate"],
    ],
  ])("%s", async (_, make, chainError, subjects) => {
    const server = await serveMx({ tls: await make() });
    const look = await world.look(server.port);
    expect(look).toMatchObject({ kind: "secured", tls: { chainError } });
    expect(look.tls?.chain.map(({ subject }) => subject)).toEqual(subjects);
  });

  test("a huge chain is cut", async () => {
    const stray = (await createAuthority("Stray")).pem;
    const cert = world.identity.cert + stray.repeat(60);
    const server = await serveMx({ tls: { ...world.identity, cert } });
    const look = await world.look(server.port);
    expect(look).toMatchObject({
      kind: "secured",
      tls: { chainError: null, chain: [{ issuer: "CN=Test Root" }] },
    });
  });

  test("one beyond what OpenSSL reads is no handshake", async () => {
    const cert = world.identity.cert + (await createAuthority("Stray")).pem.repeat(400);
    const server = await serveMx({ tls: { ...world.identity, cert } });
    expect(await world.look(server.port)).toMatchObject({
      ...{
        kind: "failed",
        fault: "tls-handshake",
        detail: expect.stringContaining("EXCESSIVE_MESSAGE_SIZE"),
      },
    });
  });
});

describe("what comes in place of TLS", () => {
  const raw = (hex: string) => (socket: Socket) => {
    socket.once("data", () => socket.end(Buffer.from(hex, "hex")));
  };
  test.each<[string, (socket: Socket) => void, string, number]>([
    ["text", (socket) => socket.write("this is not TLS\r\n"), "ERR_SSL_WRONG_VERSION_NUMBER", 1],
    ["an internal error", raw("15030100020250"), "ALERT_INTERNAL_ERROR", 1],
    ["no name like that", raw("15030100020270"), "UNRECOGNIZED_NAME", 1],
    ["no version in common", raw("15030100020246"), "ALERT_PROTOCOL_VERSION", 2],
    ["no cipher in common", raw("15030100020228"), "ALERT_HANDSHAKE_FAILURE", 2],
    ["too little security", raw("15030100020247"), "INSUFFICIENT_SECURITY", 2],
    ["its end", (socket) => socket.once("data", () => socket.end()), "", 2],
    ["its end, at once", (socket) => socket.end(), "", 2],
    ["a reset", (socket) => socket.once("data", () => socket.resetAndDestroy()), "ECONNRESET", 2],
  ])("%s: %s", async (_, instead, detail, connections) => {
    const server = await serveMx({ instead });
    const look = await world.look(server.port);
    expect(look).toMatchObject({
      kind: "failed",
      fault: "tls-handshake",
      detail: expect.stringContaining(detail),
    });
    expect(look).toMatchObject({ tls: null, extensions: expect.arrayContaining(["STARTTLS"]) });
    expect(server.sessions).toHaveLength(connections);
    expect(server.mostAtOnce()).toBe(1);
  });

  test("a server that wants a certificate of the client refuses it after the handshake", async () => {
    const server = await serveMx({ tls: { ...world.identity, requestCert: true, rejectUnauthorized: true } });
    const look = await world.look(server.port);
    expect(look).toMatchObject({ kind: "failed", fault: "tls-handshake", tls: { protocol: "TLSv1.3" } });
  });
});

describe("old TLS", () => {
  const old = { minVersion: "TLSv1", ciphers: "ALL:@SECLEVEL=0" } as const;
  const weak = "ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0";
  test.each<[string, Script["tls"], MxFault | null, string | null, number]>([
    ["1.3", {}, null, "TLSv1.3", 1],
    ["1.2", { maxVersion: "TLSv1.2" }, null, "TLSv1.2", 1],
    ["1.0 to 1.2", { ...old, maxVersion: "TLSv1.2" }, null, "TLSv1.2", 1],
    ["1.0 and 1.1", { ...old, maxVersion: "TLSv1.1" }, "tls-too-old", "TLSv1.1", 2],
    ["1.0", { ...old, maxVersion: "TLSv1" }, "tls-too-old", "TLSv1", 2],
    [
      "1.2 in a way that nobody wants",
      { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-NULL-SHA:@SECLEVEL=0" },
      "tls-handshake",
      null,
      2,
    ],
    [
      "1.2 with a cipher that went out of use",
      { maxVersion: "TLSv1.2", ciphers: "ECDHE-ECDSA-CAMELLIA128-SHA256:@SECLEVEL=0" },
      "tls-handshake",
      null,
      2,
    ],
    [
      "old ciphers that are still accepted",
      { ...old, maxVersion: "TLSv1.2", ciphers: weak },
      null,
      "TLSv1.2",
      1,
    ],
  ])("%s", async (_, tls, fault, protocol, connections) => {
    const { look, server } = await lookAtIdentity(tls);
    expect(look).toMatchObject(fault === null ? { kind: "secured" } : { kind: "failed", fault });
    expect(look.tls?.protocol ?? null).toBe(protocol);
    expect(server.sessions).toHaveLength(connections);
    expect(server.mostAtOnce()).toBe(1);
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  test("says so, and shows the certificate all the same", async () => {
    const { look, server } = await lookAtIdentity({ ...old, maxVersion: "TLSv1.1" });
    expect(look).toMatchObject({
      ...{ detail: "speaks TLSv1.1 and nothing newer", banner: "220 mx.a.test ESMTP" },
      tls: { chainError: null, chain: [{ dnsNames: ["mx.a.test"] }] },
    });
    expect(server.sessions.map(({ commands }) => commands)).toEqual([
      ["EHLO probe.a.test", "STARTTLS"],
      ["EHLO probe.a.test", "STARTTLS", "TLS:QUIT"],
    ]);
  });

  test("a cipher out of use is told from an old version", async () => {
    const { look } = await lookAtIdentity({
      maxVersion: "TLSv1.2",
      ciphers: "ECDHE-ECDSA-CAMELLIA128-SHA256:@SECLEVEL=0",
    });
    expect(look).toMatchObject({ detail: expect.stringMatching(/TLSv1\.2 goes through with weak ciphers/) });
  });

  async function lookAtIdentity(tls: Script["tls"]): Promise<{
    look: Awaited<ReturnType<MxWorld["look"]>>;
    server: MxServer;
  }> {
    const server = await serveMx({ tls: { ...world.identity, ...tls } });
    return { look: await world.look(server.port), server };
  }
});
