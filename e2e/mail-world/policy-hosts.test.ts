import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { connect } from "node:net";
import { type ConnectionOptions, connect as tlsConnect } from "node:tls";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { healthy } from "./catalog/healthy.ts";
import { failureOf, resolverOf } from "./testing/ask-dns.ts";
import { fetchPolicy } from "./testing/fetch-policy.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

async function textOf(domain: string): Promise<string> {
  const seen = await fetchPolicy(world, domain);
  if (seen.kind !== "answer") throw new Error(JSON.stringify(seen));
  return seen.text;
}

describe("the policy text", () => {
  test.each([
    [
      "composed, with the domain's own MX hosts",
      { mode: "testing" },
      "version: STSv1\nmode: testing\nmx: mx1.a.example\nmx: mx2.a.example\nmax_age: 604800\n",
    ],
    [
      "composed from all parts",
      { mode: "enforce", mx: ["*.a.example"], maxAge: 86_400 },
      "version: STSv1\nmode: enforce\nmx: *.a.example\nmax_age: 86400\n",
    ],
    ["mode none needs no mx", { mode: "none", maxAge: 60 }, "version: STSv1\nmode: none\nmax_age: 60\n"],
    [
      "with CRLF",
      { mode: "none", maxAge: 60, lineEnd: "crlf" as const },
      "version: STSv1\r\nmode: none\r\nmax_age: 60\r\n",
    ],
    ["verbatim", "anything\r\nat all", "anything\r\nat all"],
  ])("%s", async (_, policy, text) => {
    await world.publish("a.example", healthy("a.example", { policy }));
    expect(await textOf("a.example")).toBe(text);
  });

  test("changes while the world runs", async () => {
    await world.publish("b.example", healthy("b.example", { policy: { mode: "testing" } }));
    expect(await textOf("b.example")).toContain("mode: testing");
    await world.change("b.example", { policy: { mode: "enforce" } });
    expect(await textOf("b.example")).toContain("mode: enforce");
    await world.change("b.example", { policy: null });
    expect(await failureOf(resolverOf(world).resolve4("mta-sts.b.example"))).toBe("ENOTFOUND");
  });

  test("an oversize one is as large as described, and correct up to its padding", async () => {
    await world.publish("c.example", healthy("c.example", { policy: { mode: "enforce", bytes: 200_000 } }));
    const text = await textOf("c.example");
    expect(text.length).toBeGreaterThanOrEqual(200_000);
    expect(text).toMatch(/^version: STSv1\nmode: enforce\n/);
  });

  test("a dripping one arrives whole in the end", async () => {
    await world.publish("d.example", { policy: { mode: "none", maxAge: 60, response: "drip", dripMs: 1 } });
    expect(await textOf("d.example")).toBe("version: STSv1\nmode: none\nmax_age: 60\n");
  });
});

describe("hosts", () => {
  test("a hosted policy is reached through a CNAME, under the domain's own name", async () => {
    await world.publish("hosted.example", {
      policy: { mode: "testing", mx: ["mx.provider.test"], cname: "policies.provider.test" },
    });
    expect(await resolverOf(world).resolveCname("mta-sts.hosted.example")).toEqual([
      "policies.provider.test",
    ]);
    expect(await resolverOf(world).resolve4("mta-sts.hosted.example")).toEqual(["127.0.0.1"]);
    expect(await textOf("hosted.example")).toContain("mx: mx.provider.test");
  });

  test("any other path is 404", async () => {
    await world.publish("paths.example", { policy: { mode: "none" } });
    const seen = await fetchPolicy(world, "paths.example", { path: "/.well-known/mta-sts.txt/" });
    expect(seen).toMatchObject({ kind: "answer", status: 404 });
  });

  test("a name that nobody published meets somebody else's certificate", async () => {
    expect(await fetchPolicy(world, "stranger.example")).toEqual({
      kind: "error",
      error: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
  });

  test("a client without SNI is served under a certificate for somebody else", async () => {
    expect(await namesPresented({})).toBe("DNS:another-host.example");
  });

  test("octets that are not TLS end the connection", async () => {
    const socket = connect(world.policyPort, "127.0.0.1");
    socket.write("GET /.well-known/mta-sts.txt HTTP/1.1\r\n\r\n");
    await once(socket, "close");
    expect(socket.bytesRead).toBe(0);
  });

  test("a ClientHello in small pieces is understood", async () => {
    await world.publish("pieces.example", { policy: { mode: "none" } });
    const socket = connect({ port: world.policyPort, host: "127.0.0.1", noDelay: true });
    await once(socket, "connect");
    const write = socket.write.bind(socket);
    socket.write = ((chunk: Buffer, ...rest: []) => {
      for (const octet of chunk.subarray(0, 40)) write(Buffer.from([octet]));
      return write(chunk.subarray(40), ...rest);
    }) as typeof socket.write;
    expect(await namesPresented({ socket, servername: "mta-sts.pieces.example" })).toBe(
      "DNS:mta-sts.pieces.example",
    );
  });

  test("old TLS works for those who insist", async () => {
    await world.publish("old.example", { policy: { mode: "none", tls: "old" } });
    const servername = "mta-sts.old.example";
    await expect(namesPresented({ servername })).rejects.toThrow();
    const insist = { minVersion: "TLSv1" as const, ciphers: "DEFAULT@SECLEVEL=0" };
    expect(await namesPresented({ servername, ...insist })).toBe("DNS:mta-sts.old.example");
  });

  test("every request is noted with the address that it came to", async () => {
    world.traffic.clear();
    await world.publish("two.example", { policy: [{ mode: "none" }, { mode: "none" }] });
    for (const address of await resolverOf(world).resolve4("mta-sts.two.example")) {
      await fetchPolicy(world, "two.example", { address });
    }
    expect(world.traffic.policy.map(({ host, path }) => [host, path])).toEqual([
      ["mta-sts.two.example", "/.well-known/mta-sts.txt"],
      ["mta-sts.two.example", "/.well-known/mta-sts.txt"],
    ]);
    expect(new Set(world.traffic.policy.map(({ address }) => address)).size).toBe(2);
  });

  async function namesPresented(options: ConnectionOptions): Promise<string | undefined> {
    const where = options.socket ? {} : { port: world.policyPort, host: "127.0.0.1" };
    const socket = tlsConnect({ ...where, rejectUnauthorized: false, ...options });
    await once(socket, "secureConnect");
    const names = socket.getPeerCertificate().subjectaltname;
    socket.destroy();
    return names;
  }
});

describe("the world itself", () => {
  test("writes the CA that a process is to trust", async () => {
    const pem = await readFile(world.caFile, "utf8");
    expect(new X509Certificate(pem).ca).toBe(true);
    expect(pem).toBe(world.ca);
  });

  test("keeps a host's certificate until the world ends", async () => {
    await world.publish("same.example", { policy: { mode: "none" } });
    const first = await fetchPolicy(world, "same.example");
    await world.publish("same.example", { policy: { mode: "testing" } });
    expect(await fetchPolicy(world, "same.example")).toMatchObject({
      certificate: first.kind === "answer" ? first.certificate : null,
    });
  });

  test("worlds stand side by side and know nothing of each other", async () => {
    const other = await createWorld();
    await world.publish("here.example", { txt: { "": "here" } });
    expect(await failureOf(resolverOf(other).resolveTxt("here.example"))).toBe("ENOTFOUND");
    expect(await resolverOf(world).resolveTxt("here.example")).toEqual([["here"]]);
    expect(other.ca).not.toBe(world.ca);
    await other.stop();
  });

  test("a port that is taken is an error, and nothing of the new world stays behind", async () => {
    await expect(createWorld({ policyPort: world.policyPort })).rejects.toMatchObject({ code: "EADDRINUSE" });
    await expect(createWorld({ dnsPort: world.dnsPort })).rejects.toMatchObject({ code: "EADDRINUSE" });
  });

  test("stops while connections hang, and can be stopped twice", async () => {
    const other = await createWorld();
    await other.publish("hang.example", { policy: { mode: "none", connection: "silent" } });
    const waiting = fetchPolicy(other, "hang.example");
    await other.stop();
    await other.stop();
    expect(await waiting).toMatchObject({ kind: "error" });
    await expect(readFile(other.caFile)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
