import { createServer } from "node:http";
import type { Socket } from "node:net";
import { createSecureContext, TLSSocket } from "node:tls";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { DnsAnswer } from "#lib/core/evidence.ts";
import type { Hop } from "#lib/core/tlsrpt/test-report-hop.ts";
import { dialAddress } from "#lib/net/dial.ts";
import { createTargetGuard } from "#lib/net/target.ts";
import {
  createAuthority,
  type ServerIdentity,
  selfSigned,
  type TestAuthority,
} from "#lib/net/testing/certificate-authority.ts";
import { respond, startTcpServer, startTlsServer } from "#lib/net/testing/tls-server.ts";
import { createTrust } from "#lib/net/tls/trust.ts";
import { createCourier } from "./courier.ts";

let authority: TestAuthority;
let identity: ServerIdentity;
beforeAll(async () => {
  authority = await createAuthority();
  identity = await authority.issue({ names: ["reports.test", "mx.reports.test"] });
});

const facts = { ttlSeconds: 300, authenticated: false, cnames: [] };
const absent: DnsAnswer<never> = { kind: "absent", reason: "nxdomain", authenticated: false, cnames: [] };
const names: Record<string, string[]> = {
  "reports.test": ["127.0.0.1"],
  "mx.reports.test": ["127.0.0.1"],
  "inside.test": ["10.0.0.7"],
};

type Road = { smtpPort?: number; mx?: string[]; allow?: string[] };

function courier({ smtpPort = 25, mx, allow = ["127.0.0.0/8"] }: Road = {}) {
  const addresses = async (name: string): Promise<DnsAnswer<string>> => {
    if (name === "silent.test") return { kind: "unreachable", reason: "timeout", detail: "told so" };
    return names[name] ? { kind: "found", records: names[name], ...facts } : absent;
  };
  const records = mx?.map((exchange, preference) => ({ preference, exchange }));
  return createCourier({
    resolver: { addresses, mx: async () => (records ? { kind: "found", records, ...facts } : absent) },
    guard: createTargetGuard({ allow }),
    trust: createTrust([authority.pem]),
    smtpPort,
    dialMx: dialAddress,
    helloName: "sealpost.test",
  });
}

async function hopsOf(go: (tell: (hop: Hop) => Promise<void>) => Promise<boolean>) {
  const hops: Hop[] = [];
  const taken = await go(async (hop) => void hops.push(hop));
  return { taken, hops, way: hops.map(({ step, state, fault }) => fault ?? `${step} ${state}`) };
}

const body = gzipSync("{}");
const post = (url: string, road: Road = {}) => hopsOf((tell) => courier(road).post(new URL(url), body, tell));

async function httpsDoor(answer: Parameters<typeof startTlsServer>[1], options = identity) {
  const server = await startTlsServer(options, answer);
  onTestFinished(() => server.close());
  return server;
}

describe("HTTPS", () => {
  test("posts the gzip and tells every step", async () => {
    const door = await httpsDoor(respond("201 Created", {}, '{"status":"stored"}'));
    const { taken, way, hops } = await post(`https://reports.test:${door.port}/api/tlsrpt/token`);
    expect(taken).toBe(true);
    expect(way).toEqual(["resolved ok", "connected ok", "secured ok", "answered ok"]);
    expect(hops.at(-1)).toMatchObject({ values: { status: 201 }, words: '201 Created\n{"status":"stored"}' });
    expect(door.serverNames).toEqual(["reports.test"]);
    expect(door.requests[0]).toMatch(/^POST \/api\/tlsrpt\/token HTTP\/1\.1\r\n/);
    expect(door.requests[0]).toContain("content-type: application/tlsrpt+gzip");
  });

  test.each([
    ["refuses", "404 Not Found", {}, "answered-no"],
    ["has had enough today", "429 Too Many Requests", {}, "answered-later"],
    ["is broken", "503 Service Unavailable", {}, "answered-later"],
    ["redirects", "308 Permanent Redirect", { Location: "https://elsewhere.test/" }, "redirected"],
  ])("the door that %s", async (_, status, headers, fault) => {
    const door = await httpsDoor(respond(status, headers, "why"));
    const { taken, way, hops } = await post(`https://reports.test:${door.port}/`);
    expect([taken, way.at(-1)]).toEqual([false, fault]);
    expect(hops.at(-1)?.words).toContain("why");
  });

  test("the door that hangs up", async () => {
    const door = await httpsDoor((socket) => socket.destroy());
    expect((await post(`https://reports.test:${door.port}/`)).way.at(-1)).toBe("no-answer");
  });

  test("a long answer is cut", async () => {
    const door = await httpsDoor(respond("200 OK", {}, "x".repeat(100_000)));
    const { taken, hops } = await post(`https://reports.test:${door.port}/`);
    expect(taken).toBe(true);
    expect(hops.at(-1)?.words).toHaveLength(2_000);
  });

  test("a certificate that does not hold is told, and the report goes on", async () => {
    const door = await httpsDoor(
      respond("201 Created", {}, ""),
      await selfSigned({ names: ["reports.test"] }),
    );
    expect(await post(`https://reports.test:${door.port}/`)).toMatchObject({
      taken: true,
      way: ["resolved ok", "connected ok", "certificate-not-trusted", "answered ok"],
    });
  });

  test("plain http is told, and the report goes on", async () => {
    const server = createServer((_, response) => response.writeHead(201).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({
      taken: true,
      way: ["resolved ok", "connected ok", "no-tls", "answered ok"],
    });
  });

  test.each([
    ["a name that does not exist", "https://nobody.test/", "dns-absent"],
    ["a name that is not answered", "https://silent.test/", "dns-unreachable"],
    ["a private address", "https://inside.test/", "target-refused"],
    ["a literal private address", "http://192.168.1.1/", "target-refused"],
    ["this machine by name", "http://localhost:1/", "target-refused"],
    ["this machine by IPv6", "http://[::1]:1/", "target-refused"],
  ])("nothing is dialled for %s", async (_, url, fault) => {
    expect(await post(url, { allow: [] })).toMatchObject({ taken: false, way: [fault] });
  });

  test("a port where nobody listens", async () => {
    const door = await startTcpServer(() => {});
    await door.close();
    expect((await post(`https://reports.test:${door.port}/`)).way).toEqual([
      "resolved ok",
      "connect-refused",
    ]);
  });

  test("a server that speaks no TLS", async () => {
    const door = await startTcpServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    onTestFinished(() => door.close());
    expect((await post(`https://reports.test:${door.port}/`)).way.at(-1)).toBe("tls-failed");
  });
});

type Mx = { starttls?: boolean; replies?: Record<string, string> };

/** A small receiver that keeps what it was told. */
async function mailDoor({ starttls = true, replies = {} }: Mx = {}) {
  const seen: string[] = [];
  const listen = (socket: Socket, inTls: boolean) => {
    let inMessage = false;
    socket.on("error", () => {});
    socket.on("data", (chunk) => {
      for (const line of chunk.toString("latin1").split("\r\n").slice(0, -1)) {
        seen.push(line);
        const verb = inMessage ? (line === "." ? "." : null) : (line.split(/[ :]/)[0] ?? "");
        if (verb === null) continue;
        const answer =
          replies[verb] ??
          {
            EHLO: inTls || !starttls ? "250 mx" : "250-mx\r\n250 STARTTLS",
            DATA: "354 go on",
            STARTTLS: "220 ready",
            QUIT: "221 bye",
          }[verb] ??
          "250 ok";
        inMessage = verb === "DATA" && answer.startsWith("3");
        socket.write(`${answer}\r\n`);
        if (verb !== "STARTTLS") continue;
        socket.removeAllListeners("data");
        const secureContext = createSecureContext(identity);
        return listen(new TLSSocket(socket, { isServer: true, secureContext }), true);
      }
    });
  };
  const server = await startTcpServer((socket) => {
    socket.write(`${replies.greeting ?? "220 mx.reports.test ESMTP"}\r\n`);
    listen(socket, false);
  });
  onTestFinished(() => server.close());
  return { port: server.port, seen };
}

const message = "Subject: test\r\n\r\n.begins with a dot\r\nends\r\n";
const mail = (road: Road) =>
  hopsOf((tell) =>
    courier(road).mail({ mailDomain: "reports.test", recipient: "token@reports.test", message }, tell),
  );

describe("mail", () => {
  test("goes to the MX host by STARTTLS, with an empty reverse-path and stuffed dots", async () => {
    const door = await mailDoor();
    const { taken, way, hops } = await mail({ smtpPort: door.port, mx: ["mx.reports.test"] });
    expect(taken).toBe(true);
    expect(way).toEqual(["resolved ok", "connected ok", "secured ok", "answered ok"]);
    expect(hops.at(-1)).toMatchObject({ values: { status: 250 }, words: "the message → 250 ok" });
    expect(door.seen).toEqual([
      ...["EHLO sealpost.test", "STARTTLS", "EHLO sealpost.test", "MAIL FROM:<>"],
      ...[
        "RCPT TO:<token@reports.test>",
        "DATA",
        "Subject: test",
        "",
        "..begins with a dot",
        "ends",
        ".",
        "QUIT",
      ],
    ]);
  });

  test("goes on when the certificate does not hold, which no sender of mail looks at", async () => {
    const door = await mailDoor();
    names["other.test"] = ["127.0.0.1"];
    const { taken, hops } = await mail({ smtpPort: door.port, mx: ["other.test"] });
    expect(taken).toBe(true);
    expect(hops[2]).toMatchObject({ step: "secured", state: "ok", fault: "mail-certificate" });
  });

  test("goes on in plain text where no STARTTLS is offered, and says so", async () => {
    const door = await mailDoor({ starttls: false });
    expect(await mail({ smtpPort: door.port, mx: ["mx.reports.test"] })).toMatchObject({
      taken: true,
      way: ["resolved ok", "connected ok", "no-starttls", "answered ok"],
    });
  });

  test("goes to the domain itself where it has no MX, and to the next host where one does not answer", async () => {
    const door = await mailDoor();
    expect((await mail({ smtpPort: door.port })).hops[0]?.values).toMatchObject({ host: "reports.test" });
    const { taken, way } = await mail({ smtpPort: door.port, mx: ["gone.test", "mx.reports.test"] });
    expect([taken, way.slice(0, 2)]).toEqual([true, ["dns-absent", "resolved ok"]]);
  });

  test.each([
    ["its greeting", { greeting: "554 no" }, "answered-no", "554 no"],
    [
      "the recipient",
      { RCPT: "550 5.1.1 nobody" },
      "answered-no",
      "RCPT TO:<token@reports.test> → 550 5.1.1 nobody",
    ],
    ["the recipient for now", { RCPT: "451 later" }, "answered-later", "451 later"],
    ["the message", { ".": "451 4.3.0 not stored" }, "answered-later", "the message → 451 4.3.0 not stored"],
    ["in words that are no reply", { MAIL: "hello" }, "no-answer", "not a line of a reply"],
  ])("a host that refuses %s is quoted", async (_, replies, fault, words) => {
    const door = await mailDoor({ replies });
    const { taken, way, hops } = await mail({ smtpPort: door.port, mx: ["mx.reports.test"] });
    expect([taken, way.at(-1)]).toEqual([false, fault]);
    expect(hops.at(-1)?.words).toContain(words);
  });

  test("a null MX takes no mail", async () => {
    expect((await mail({ mx: ["."] })).way).toEqual(["no-mail-host"]);
  });

  test("a private mail host is not dialled", async () => {
    expect((await mail({ mx: ["inside.test"] })).way).toEqual(["target-refused"]);
  });
});
