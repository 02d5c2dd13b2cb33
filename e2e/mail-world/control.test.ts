import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { healthy } from "./catalog/healthy.ts";
import { type ControlDoor, openControlDoor } from "./control/control-door.ts";
import { type ControlClient, createControlClient } from "./control-client.ts";
import { failureOf, resolverOf } from "./testing/ask-dns.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
let door: ControlDoor;
let client: ControlClient;
beforeAll(async () => {
  world = await createWorld();
  door = await openControlDoor(world);
  client = createControlClient(door.url);
});
afterAll(async () => {
  await door.stop();
  await world.stop();
});

test("another process publishes, changes and removes a domain", async () => {
  await client.publish("a.example", healthy("a.example"));
  expect((await client.state()).domains["a.example"]).toEqual(healthy("a.example"));
  expect(await resolverOf(world).resolveTxt("_mta-sts.a.example")).toEqual([
    ["v=STSv1; id=20260101T000000;"],
  ]);

  await client.change("a.example", { mtaSts: "v=STSv1; id=2;" });
  expect(await resolverOf(world).resolveTxt("_mta-sts.a.example")).toEqual([["v=STSv1; id=2;"]]);
  expect((await client.state()).domains["a.example"]).toMatchObject({ policy: { mode: "enforce" } });

  await client.publishFault("a.example", "dns-servfail-mx");
  expect(await failureOf(resolverOf(world).resolveMx("a.example"))).toBe("ESERVFAIL");

  await client.unpublish("a.example");
  expect((await client.state()).domains).not.toHaveProperty("a.example");
});

test("the state says where the world is", async () => {
  const { dns, policyPort, smtpPort, caFile } = world;
  expect(await client.state()).toMatchObject({ dns, policyPort, smtpPort, caFile });
});

test("what the world saw can be read", async () => {
  world.traffic.clear();
  await failureOf(resolverOf(world).resolveTxt("seen.example"));
  world.received.push({ host: "mx", from: "a@b", to: ["c@d"], content: "", tls: null });
  expect((await client.traffic()).dns).toEqual([{ name: "seen.example", type: "TXT", transport: "udp" }]);
  expect(await client.received()).toEqual(world.received);
});

describe("reports", () => {
  const plan = { domain: "a.example", day: "2026-02-28", successful: 1 };
  const senders: (string | undefined)[] = [];
  const receiver = createServer((request, response) => {
    senders.push(request.socket.remoteAddress);
    request.resume().once("end", () => response.writeHead(422).end("no thanks"));
  });
  let url: string;
  beforeAll(async () => {
    receiver.listen(0, "127.0.0.1");
    await once(receiver, "listening");
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    receiver.close();
  });

  test("the receiver's answer comes back", async () => {
    const answer = await client.sendReport({ url, plan, habit: "google", how: "json" });
    expect(answer).toEqual({ status: 422, contentType: null, body: "no thanks" });
  });

  test("a named reporter keeps its own address, others have others", async () => {
    senders.length = 0;
    for (const domain of ["one.example", "one.example", "two.example"]) {
      await client.sendReport({ url, plan, reporter: { domain } });
    }
    const [first, again, other] = senders;
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  test("nothing is sent beyond loopback", async () => {
    const refused = client.sendReport({ url: "https://reports.example/", plan });
    await expect(refused).rejects.toThrow("must be an address on loopback");
  });

  test("a receiver that is not there is told", async () => {
    await expect(client.sendReport({ url: "http://127.0.0.1:1/", plan })).rejects.toThrow("ECONNREFUSED");
  });
});

describe("refusals name their reason and change nothing", () => {
  const json = { "content-type": "application/json" };
  test.each([
    ["no JSON", "POST", "/domains/a.example", json, "{", 400, "not JSON"],
    ["an unknown field", "POST", "/domains/a.example", json, '{"policys":null}', 400, "policys"],
    ["a wrong value", "POST", "/domains/a.example", json, '{"policy":{"status":7}}', 400, "policy"],
    [
      "an address off loopback",
      "POST",
      "/domains/a.example",
      json,
      '{"mx":[{"host":"m.example","address":"0.0.0.0"}]}',
      400,
      "mx",
    ],
    ["no name", "POST", "/domains", json, "{}", 400, ""],
    ["a bad name", "POST", "/domains/UPPER..example", json, "{}", 400, ""],
    [
      "a web page's form",
      "POST",
      "/domains/a.example",
      { "content-type": "text/plain" },
      "{}",
      415,
      "application/json",
    ],
    ["too much", "POST", "/domains/a.example", json, `"${"x".repeat(1_100_000)}"`, 413, "too large"],
    ["a change of nothing", "PATCH", "/domains/unknown.example", json, "{}", 404, "not published"],
    ["an unknown fault", "POST", "/faults", json, '{"domain":"a.example","fault":"gremlins"}', 400, "fault"],
    ["another path", "GET", "/nothing", {}, undefined, 404, "GET /nothing"],
    ["another method", "PUT", "/domains/a.example", json, "{}", 404, "PUT /domains"],
  ] as const)("%s", async (_, method, path, headers, body, status, reason) => {
    const response = await fetch(new URL(path, door.url), {
      method,
      headers,
      ...(body === undefined ? {} : { body }),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: expect.stringContaining(reason) });
    expect(world.domains()).toEqual({});
  });
});
