import { beforeAll, describe, expect, test } from "vitest";
import { serveMx } from "./smtp/testing/mx-server.ts";
import { createMxWorld, type MxWorld } from "./smtp/testing/mx-world.ts";
import { type SocksManner, serveSocks } from "./smtp/testing/socks-server.ts";
import { socksDialler } from "./socks.ts";
import { serveTcp } from "./testing/policy-world.ts";

let world: MxWorld;
beforeAll(async () => {
  world = await createMxWorld();
});

const nobody = { user: null, password: null };
const target = { port: 25, timeoutMs: 4_000 };

test("a whole look through a proxy, which is handed an address and no name", async () => {
  const server = await serveMx({ tls: world.identity });
  const proxy = await serveSocks(0);
  const dial = socksDialler({ host: "127.0.0.1", port: proxy.port, ...nobody });
  expect(await world.look(server.port, { dial })).toMatchObject({
    ...{ kind: "secured", address: "127.0.0.1", banner: "220 mx.a.test ESMTP" },
    tls: { chainError: null },
  });
  expect(proxy.targets).toEqual([{ type: "ipv4", host: "127.0.0.1", port: server.port }]);
  expect(server.sessions).toHaveLength(1);
});

test("IPv6 addresses go as such", async () => {
  const proxy = await serveSocks(4);
  const dial = socksDialler({ host: "127.0.0.1", port: proxy.port, ...nobody });
  await dial("2001:db8::25", target);
  expect(proxy.targets).toEqual([{ type: "ipv6", host: "20010db8000000000000000000000025", port: 25 }]);
});

test("a name is never handed on", async () => {
  const dial = socksDialler({ host: "127.0.0.1", port: 1, ...nobody });
  await expect(dial("mx.a.test", target)).rejects.toThrow("not an IP address");
});

describe("an account", () => {
  const account = { user: "probe", password: "s3cret: %" };
  test("is used where the proxy asks for it", async () => {
    const server = await serveMx({ tls: world.identity });
    const proxy = await serveSocks(0, "probe:s3cret: %");
    const dial = socksDialler({ host: "127.0.0.1", port: proxy.port, ...account });
    expect(await world.look(server.port, { dial })).toMatchObject({ kind: "secured" });
    expect(proxy.credentials).toEqual(["probe:s3cret: %"]);
  });

  test.each([
    ["another password", account],
    ["none", nobody],
  ])("refused: %s, and no fault tells the password", async (_, given) => {
    const proxy = await serveSocks(0, "probe:another");
    const dialled = await socksDialler({ host: "127.0.0.1", port: proxy.port, ...given })(
      "192.0.2.1",
      target,
    );
    expect(dialled).toMatchObject({ ok: false, fault: "network", detail: expect.stringMatching(/^proxy: /) });
    expect(JSON.stringify(dialled)).not.toContain("s3cret");
    expect(proxy.targets).toEqual([]);
  });
});

describe("what a proxy says, and whose fault it is", () => {
  test.each<[string, SocksManner, string, RegExp]>([
    ["a failure of its own", 1, "network", /^proxy: Failure$/],
    ["against its rules", 2, "network", /^proxy: NotAllowed$/],
    ["no network there", 3, "network", /^network unreachable, says the proxy$/],
    ["no host there", 4, "network", /^host unreachable, says the proxy$/],
    ["refused there", 5, "connect-refused", /^connection refused, says the proxy$/],
    ["nobody answered in time", 6, "connect-timeout", /^TTL expired, says the proxy$/],
    ["it cannot connect", 7, "network", /^proxy: CommandNotSupported$/],
    ["it knows no such address", 8, "network", /^proxy: AddressNotSupported$/],
    ["a code that nobody knows", 99, "network", /^proxy: /],
    ["it closes", "closes", "network", /^proxy: /],
    ["it wants another kind of sign-in", "no-method", "network", /^proxy: /],
    ["it is no proxy", "garbage", "network", /^proxy: /],
  ])("%s", async (_, manner, fault, detail) => {
    const proxy = await serveSocks(manner);
    const dialled = await socksDialler({ host: "127.0.0.1", port: proxy.port, ...nobody })(
      "192.0.2.1",
      target,
    );
    expect(dialled).toMatchObject({
      ok: false,
      address: "192.0.2.1",
      fault,
      detail: expect.stringMatching(detail),
    });
  });

  test.each<[string, SocksManner, string, RegExp]>([
    ["about the target", "silent-on-connect", "connect-timeout", /^no connection through the proxy/],
    ["altogether", "silent", "network", /^proxy: /],
  ])("silent %s", async (_, manner, fault, detail) => {
    const proxy = await serveSocks(manner);
    const dial = socksDialler({ host: "127.0.0.1", port: proxy.port, ...nobody });
    const dialled = await dial("192.0.2.1", { port: 25, timeoutMs: 100 });
    expect(dialled).toMatchObject({ ok: false, fault, detail: expect.stringMatching(detail) });
  });

  test("nobody listens where the proxy should be", async () => {
    const server = await serveTcp(() => {});
    await server.close();
    const dialled = await socksDialler({ host: "127.0.0.1", port: server.port, ...nobody })(
      "192.0.2.1",
      target,
    );
    expect(dialled).toMatchObject({ ok: false, fault: "network", detail: "proxy: ECONNREFUSED" });
  });
});
