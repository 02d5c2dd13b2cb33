import { beforeAll, describe, expect, test } from "vitest";
import { maxPolicyBytes } from "#lib/net/policy-host.ts";
import { createPolicyWorld, impatient, type PolicyWorld, policy } from "#lib/net/testing/policy-world.ts";
import { type Answerer, respond } from "#lib/net/testing/tls-server.ts";

let world: PolicyWorld;
beforeAll(async () => {
  world = await createPolicyWorld();
});

describe("answers that are no policy", () => {
  const raw =
    (text: string): Answerer =>
    (socket) =>
      socket.end(text);
  const stay =
    (text: string): Answerer =>
    (socket) =>
      socket.write(text);
  const cases: { name: string; answer: Answerer; expected: object; slow?: true }[] = [
    {
      name: "404",
      answer: respond("404 Not Found", {}, "no"),
      expected: { fault: "status", status: 404, location: null },
    },
    { name: "500", answer: respond("500 Oops", {}, ""), expected: { fault: "status", status: 500 } },
    {
      name: "204",
      answer: raw("HTTP/1.1 204 No Content\r\n\r\n"),
      expected: { fault: "status", status: 204 },
    },
    {
      name: "206",
      answer: respond("206 Partial Content", {}, policy),
      expected: { fault: "status", status: 206 },
    },
    {
      name: "101",
      answer: raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"),
      expected: { fault: "status", status: 101 },
    },
    {
      name: "301",
      answer: respond("301 Moved", { Location: "https://a.test/policy" }, ""),
      expected: { fault: "redirect", status: 301, location: "https://a.test/policy" },
    },
    {
      name: "308 with the policy as body",
      answer: respond("308 Moved", { Location: "/x" }, policy),
      expected: { fault: "redirect", status: 308, location: "/x" },
    },
    {
      name: "302 to nowhere",
      answer: respond("302 Found", {}, ""),
      expected: { fault: "redirect", status: 302, location: null },
    },
    {
      name: "no HTTP",
      answer: raw("hello there\r\n\r\n"),
      expected: { fault: "http-malformed", status: null },
    },
    {
      name: "both lengths",
      answer: respond("200 OK", { "Transfer-Encoding": "chunked" }, "x"),
      expected: { fault: "http-malformed" },
    },
    {
      name: "a bad chunk",
      answer: raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
      expected: { fault: "http-malformed", status: 200 },
    },
    {
      name: "compressed though not asked for",
      answer: respond("200 OK", { "Content-Encoding": "gzip" }, "x"),
      expected: { fault: "http-malformed", status: 200 },
    },
    { name: "nothing", answer: raw(""), expected: { fault: "network", status: null } },
    {
      name: "half a body",
      answer: raw("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"),
      expected: { fault: "network", status: 200 },
    },
    {
      name: "a body announced too large",
      answer: respond("200 OK", { "Content-Length": String(maxPolicyBytes + 1) }, ""),
      expected: { fault: "too-large", status: 200 },
    },
    {
      name: "a body that grows too large",
      answer: raw(`HTTP/1.1 200 OK\r\n\r\n${"x".repeat(maxPolicyBytes + 1)}`),
      expected: { fault: "too-large", status: 200 },
    },
    {
      name: "headers too large",
      answer: raw(`HTTP/1.1 200 OK\r\nX: ${"x".repeat(40_000)}\r\n\r\n`),
      expected: { fault: "too-large", status: null },
    },
    {
      name: "headers that never end",
      answer: stay("HTTP/1.1 200 OK\r\nX-Slow: "),
      expected: { fault: "timeout", status: null },
      slow: true,
    },
    {
      name: "a body that never ends",
      answer: stay("HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nver"),
      expected: { fault: "timeout" },
      slow: true,
    },
    { name: "silence", answer: () => {}, expected: { fault: "timeout", status: null }, slow: true },
  ];

  test.each(cases)("$name", async ({ answer, expected, slow }) => {
    const server = await world.serve(answer);
    const fetched = await world.fetchFrom(server.port, slow ? impatient : {});
    expect(fetched).toMatchObject({ kind: "failed", ...expected, detail: expect.stringMatching(/./) });
    expect(fetched.tls?.chain).toHaveLength(1);
    expect(server.connections).toHaveLength(1);
  });
});
