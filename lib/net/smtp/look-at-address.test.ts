import type { Socket } from "node:net";
import { beforeAll, describe, expect, test, vi } from "vitest";
import type { MxFault } from "#lib/core/evidence.ts";
import { startDeafServer } from "#lib/net/testing/deaf-server.ts";
import { serveTcp } from "#lib/net/testing/policy-world.ts";
import { greeting, offers, type Script, serveMx } from "./testing/mx-server.ts";
import { createMxWorld, impatient, type MxWorld } from "./testing/mx-world.ts";

let world: MxWorld;
beforeAll(async () => {
  world = await createMxWorld();
});

const none = { connectMs: null, bannerMs: null, ehloMs: null, starttlsMs: null, tlsMs: null };
const ms = expect.any(Number);
const hello = "EHLO probe.a.test";

test("a good host: everything that it shows, and a polite goodbye", async () => {
  const server = await serveMx({ tls: world.identity });
  const look = await world.look(server.port);
  expect(look).toEqual({
    kind: "secured",
    address: "127.0.0.1",
    banner: "220 mx.a.test ESMTP",
    extensions: ["SIZE 10485760", "STARTTLS", "8BITMIME"],
    tls: {
      protocol: "TLSv1.3",
      cipher: expect.stringMatching(/^TLS_AES/),
      chain: [expect.objectContaining({ dnsNames: ["mx.a.test"] })],
      chainError: null,
    },
    timings: { connectMs: ms, bannerMs: ms, ehloMs: ms, starttlsMs: ms, tlsMs: ms },
  });
  expect(server.sessions).toEqual([
    {
      address: "127.0.0.1",
      serverName: "mx.a.test",
      commands: ["EHLO probe.a.test", "STARTTLS", "TLS:QUIT"],
    },
  ]);
  await vi.waitFor(() => expect(server.open()).toBe(0));
});

test("who has no name says the address that it comes from", async () => {
  const server = await serveMx({ ehlo: "502 No\r\n" });
  await world.look(server.port, { helloName: null });
  expect(server.sessions[0]?.commands[0]).toBe("EHLO [127.0.0.1]");
});

describe("a reply that ends the session: fault, what was said, and whether QUIT follows", () => {
  const rows: [why: string, script: Script, fault: MxFault, reply: string | null, commands: string[]][] = [
    [
      "554 as greeting",
      { greeting: "554-No\r\n554 SMTP here\r\n" },
      "banner-refused",
      "554 No SMTP here",
      ["QUIT"],
    ],
    ["450 as greeting", { greeting: "450 Later\r\n" }, "banner-refused", "450 Later", ["QUIT"]],
    ["421 as greeting", { greeting: "421 Busy\r\n" }, "banner-refused", "421 Busy", []],
    ["354 as greeting", { greeting: "354 What?\r\n" }, "smtp-malformed", "354 What?", ["QUIT"]],
    ["EHLO not known", { ehlo: "502 What?\r\n" }, "ehlo-refused", "502 What?", [hello, "QUIT"]],
    ["EHLO not liked", { ehlo: "550-No\r\n550 PTR\r\n" }, "ehlo-refused", "550 No PTR", [hello, "QUIT"]],
    ["421 to EHLO", { ehlo: "421 Bye\r\n" }, "ehlo-refused", "421 Bye", [hello]],
    ["no STARTTLS", { ehlo: "250-a\r\n250 SIZE\r\n" }, "starttls-not-offered", null, [hello, "QUIT"]],
    ["no extensions at all", { ehlo: "250 a\r\n" }, "starttls-not-offered", null, [hello, "QUIT"]],
    ["454", { starttls: "454 Not now\r\n" }, "starttls-refused", "454 Not now", [hello, "STARTTLS", "QUIT"]],
    ["501", { starttls: "501 No\r\n" }, "starttls-refused", "501 No", [hello, "STARTTLS", "QUIT"]],
    ["421 to STARTTLS", { starttls: "421 Bye\r\n" }, "starttls-refused", "421 Bye", [hello, "STARTTLS"]],
  ];
  test.each(rows)("%s", async (_, script, fault, reply, commands) => {
    const server = await serveMx(script);
    const look = await world.look(server.port);
    expect(look).toMatchObject({ kind: "failed", fault, reply, tls: null });
    expect(server.sessions.map((session) => session.commands)).toEqual([commands]);
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });
});
describe("what senders put up with", () => {
  test.each<[string, Script]>([
    ["a greeting of several lines", { greeting: "220-mx.a.test\r\n220-No spam\r\n220 ESMTP\r\n" }],
    ["a greeting without text", { greeting: "220\r\n" }],
    ["bare LFs", { greeting: "220 a\n", ehlo: "250-a\n250 STARTTLS\n", starttls: "220 go\n" }],
    ["STARTTLS in odd case", { ehlo: "250-a\r\n250 StartTLS\r\n" }],
    ["octets outside ASCII", { greeting: "220 caf\xe9\x00\r\n" }],
    ["codes that it does not list", { ehlo: offers.replaceAll("250", "299"), starttls: "299 Go\r\n" }],
    ["a server that never closes", { lingers: true }],
  ])("%s", async (_, script) => {
    const server = await serveMx({ tls: world.identity, ...script });
    expect(await world.look(server.port)).toMatchObject({ kind: "secured" });
    await vi.waitFor(() => expect(server.open()).toBe(0));
  });

  test("what cannot be shown is made visible", async () => {
    const server = await serveMx({ greeting: "220 \x00\x1b[2J\xe9\x9b\r\n", ehlo: "250-a\r\n250 X\x07\r\n" });
    const look = await world.look(server.port);
    expect(look.banner).toBe("220 \\x00\\x1b[2Jé\\x9b");
    expect(look.extensions).toEqual(["X\\x07"]);
  });
});

describe("what is no SMTP", () => {
  test.each<[string, Script, RegExp, string[]]>([
    ["another protocol", { greeting: "SSH-2.0-x\r\n" }, /not a line of a reply: SSH/, []],
    ["NUL octets", { greeting: "\0\0\0\0\r\n" }, /not a line of a reply/, []],
    ["a greeting of endless lines", { greeting: "220-a\r\n".repeat(1_000) }, /more than 64 lines/, []],
    ["a greeting in one endless line", { greeting: "220 ".padEnd(60_000, "x") }, /more than 1000 octets/, []],
    ["a code that changes", { ehlo: "250-a\r\n550 b\r\n" }, /codes 250 and 550/, [hello, "QUIT"]],
    ["garbage to EHLO", { ehlo: "abc\r\n" }, /not a line/, [hello, "QUIT"]],
    ["garbage to STARTTLS", { starttls: "ready\r\n" }, /not a line/, [hello, "STARTTLS", "QUIT"]],
    [
      "an answer to STARTTLS before it is asked",
      { ehlo: `${offers}220 go\r\n` },
      /more than one reply/,
      [hello],
    ],
    [
      "commands injected behind STARTTLS",
      { starttls: `220 go\r\n${offers}` },
      /plain text behind/,
      [hello, "STARTTLS"],
    ],
    ["half a line behind STARTTLS", { starttls: "220 go\r\n2" }, /plain text behind/, [hello, "STARTTLS"]],
  ])("%s", async (_, script, detail, commands) => {
    const server = await serveMx({ tls: world.identity, ...script });
    const look = await world.look(server.port);
    expect(look).toMatchObject({
      kind: "failed",
      fault: "smtp-malformed",
      detail: expect.stringMatching(detail),
    });
    expect(server.sessions.map((session) => session.commands)).toEqual([commands]);
  });
});

describe("connections that end early", () => {
  const closing = (after: string): ((socket: Socket) => void) => speaking(after, (socket) => socket.end());
  const resetting = (after: string) => speaking(after, (socket) => socket.resetAndDestroy());
  test.each<[string, (socket: Socket) => void, MxFault, RegExp]>([
    ["closed at once", (socket) => socket.end(), "closed", /no greeting/],
    ["reset at once", (socket) => socket.resetAndDestroy(), "closed", /ECONNRESET/],
    ["closed in the greeting", (socket) => socket.end("220 a"), "closed", /no greeting/],
    ["closed after EHLO", closing("EHLO"), "closed", /after EHLO/],
    ["reset after EHLO", resetting("EHLO"), "closed", /ECONNRESET, after EHLO/],
    ["closed after STARTTLS", closing("STARTTLS"), "closed", /after STARTTLS/],
    ["reset after STARTTLS", resetting("STARTTLS"), "closed", /ECONNRESET, after STARTTLS/],
  ])("%s", async (_, accept, fault, detail) => {
    const server = await serveTcp(accept);
    const look = await world.look(server.port);
    expect(look).toMatchObject({ kind: "failed", fault, detail: expect.stringMatching(detail), tls: null });
    expect(server.connections).toHaveLength(1);
  });

  test("nobody listens", async () => {
    const server = await serveTcp(() => {});
    await server.close();
    expect(await world.look(server.port)).toMatchObject({
      ...{ kind: "failed", fault: "connect-refused", banner: null, extensions: [], timings: none },
    });
  });

  test("nobody answers", async () => {
    const deaf = await startDeafServer();
    const look = await world.look(deaf.port, impatient);
    await deaf.close();
    expect(look).toMatchObject({ kind: "failed", fault: "connect-timeout", timings: none });
  });
});

describe("servers that keep us waiting", () => {
  test.each<[string, Script, MxFault]>([
    ["no greeting", { greeting: null }, "banner-timeout"],
    ["half a greeting", { greeting: "220 mx" }, "banner-timeout"],
    ["silence after EHLO", { ehlo: null }, "smtp-timeout"],
    ["an EHLO that never ends", { ehlo: "250-a\r\n" }, "smtp-timeout"],
    ["silence after STARTTLS", { starttls: null }, "smtp-timeout"],
    ["silence in place of TLS", { instead: (socket) => socket.resume() }, "tls-timeout"],
  ])("%s", async (_, script, fault) => {
    const server = await serveMx({ tls: world.identity, ...script });
    expect(await world.look(server.port, impatient)).toMatchObject({ kind: "failed", fault, reply: null });
    expect(server.sessions).toHaveLength(1);
  });

  test("an octet at a time does not stretch the deadline", async () => {
    const timers: NodeJS.Timeout[] = [];
    const server = await serveTcp((socket) => {
      timers.push(setInterval(() => socket.write("2"), 20));
    });
    const look = await world.look(server.port, impatient);
    timers.forEach(clearInterval);
    expect(look).toMatchObject({ kind: "failed", fault: "banner-timeout" });
  });

  test("a server that answers QUIT without end is left after a moment", async () => {
    const timers: NodeJS.Timeout[] = [];
    const server = await serveTcp((socket) => {
      socket.write("554 No\r\n");
      socket.once("data", () => timers.push(setInterval(() => socket.write("x".repeat(1_000)), 5)));
    });
    const look = await world.look(server.port);
    timers.forEach(clearInterval);
    expect(look).toMatchObject({ kind: "failed", fault: "banner-refused" });
  });
});

/** A server that is good up to this command, and then does this. */
function speaking(until: string, then: (socket: Socket) => void): (socket: Socket) => void {
  return (socket) => {
    socket.write(greeting);
    socket.on("data", (chunk: Buffer) => {
      if (chunk.toString().startsWith(until)) return then(socket);
      socket.write(offers);
    });
  };
}
