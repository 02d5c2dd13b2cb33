import { createHash, X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { healthy } from "./catalog/healthy.ts";
import { failureOf, resolverOf } from "./testing/ask-dns.ts";
import { openSmtp, type SmtpClient } from "./testing/smtp-client.ts";
import { createWorld, type World } from "./world.ts";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.stop());

async function connectTo(host: string): Promise<SmtpClient> {
  const [address = ""] = await resolverOf(world).resolve4(host);
  return openSmtp(address, world.smtpPort);
}

const message = ["From: <a@sender.example>", "Subject: hello", "", "..a line that began with a dot", "."];

describe("the dialogue", () => {
  beforeAll(() => world.publish("a.example", healthy("a.example")));

  test("mail over TLS is kept in memory", async () => {
    const client = await connectTo("mx1.a.example");
    expect(await client.reply()).toBe("220 mx1.a.example ESMTP mail-world");
    expect(await client.say("EHLO sender.example")).toBe(
      "250-mx1.a.example|250-SIZE 10485760|250-STARTTLS|250 8BITMIME",
    );
    expect(await client.say("STARTTLS")).toMatch(/^220 /);
    await client.upgrade({ ca: world.ca, servername: "mx1.a.example" });
    expect(await client.say("EHLO sender.example")).not.toContain("STARTTLS");
    expect(await client.say("MAIL FROM:<a@sender.example>")).toMatch(/^250 /);
    expect(await client.say("RCPT TO:<b@a.example>")).toMatch(/^250 /);
    expect(await client.say("RCPT TO:<c@a.example>")).toMatch(/^250 /);
    expect(await client.say("DATA")).toMatch(/^354 /);
    client.write(...message);
    expect(await client.reply()).toMatch(/^250 /);
    expect(await client.say("QUIT")).toMatch(/^221 /);
    expect(world.received.at(-1)).toEqual({
      host: "mx1.a.example",
      from: "a@sender.example",
      to: ["b@a.example", "c@a.example"],
      content: "From: <a@sender.example>\r\nSubject: hello\r\n\r\n.a line that began with a dot",
      tls: "TLSv1.3",
    });
  });

  test("mail in plain text, all commands sent at once", async () => {
    const client = await connectTo("mx2.a.example");
    client.write("HELO sender.example", "MAIL FROM:<>", "RCPT TO:<b@a.example>", "DATA", ...message, "QUIT");
    const replies: string[] = [];
    for (let count = 0; count < 7; count++) replies.push((await client.reply()).slice(0, 3));
    expect(replies).toEqual(["220", "250", "250", "250", "354", "250", "221"]);
    expect(world.received.at(-1)).toMatchObject({ host: "mx2.a.example", from: "", tls: null });
  });

  test.each([
    ["RCPT before MAIL", ["RCPT TO:<b@a.example>"], /^503 /],
    ["DATA before RCPT", ["MAIL FROM:<>", "DATA"], /^503 /],
    ["an unknown command", ["VRFY b"], /^500 /],
    ["RSET", ["MAIL FROM:<>", "RSET"], /^250 /],
    ["NOOP", ["NOOP"], /^250 /],
  ])("%s", async (_, lines, last) => {
    const client = await connectTo("mx1.a.example");
    let reply = await client.reply();
    for (const line of lines) reply = await client.say(line);
    client.close();
    expect(reply).toMatch(last);
  });

  test("commands smuggled in behind STARTTLS are dropped", async () => {
    const client = await connectTo("mx1.a.example");
    await client.reply();
    client.write("STARTTLS", "MAIL FROM:<smuggled@sender.example>");
    expect(await client.reply()).toMatch(/^220 /);
    await client.upgrade({ ca: world.ca, servername: "mx1.a.example" });
    expect(await client.say("RCPT TO:<b@a.example>")).toMatch(/^503 /);
    client.close();
  });

  test("a host that greets with 554 takes QUIT alone", async () => {
    await world.publish("closed.example", {
      mx: [{ host: "mx.closed.example", smtp: { banner: "554 No" } }],
    });
    const client = await connectTo("mx.closed.example");
    expect(await client.reply()).toBe("554 No");
    expect(await client.say("EHLO sender.example")).toMatch(/^503 /);
    expect(await client.say("QUIT")).toMatch(/^221 /);
  });

  test("a refused STARTTLS leaves the plain session usable", async () => {
    await world.publish("r.example", { mx: [{ host: "mx.r.example", smtp: { starttls: "refused" } }] });
    const client = await connectTo("mx.r.example");
    await client.reply();
    expect(await client.say("STARTTLS")).toMatch(/^454 /);
    expect(await client.say("NOOP")).toMatch(/^250 /);
    client.close();
  });

  test("old TLS works for those who insist", async () => {
    await world.publish("old.example", { mx: [{ host: "mx.old.example", smtp: { tls: "old" } }] });
    const client = await connectTo("mx.old.example");
    await client.reply();
    await client.say("STARTTLS");
    const insist = { minVersion: "TLSv1" as const, ciphers: "DEFAULT@SECLEVEL=0" };
    const secure = await client.upgrade({ ca: world.ca, servername: "mx.old.example", ...insist });
    expect(secure.getProtocol()).toBe("TLSv1.1");
    client.close();
  });
});

describe("hosts and addresses", () => {
  test("domains share a provider's hosts, which stand as long as one domain uses them", async () => {
    const mx = ["mx1.provider.test", "mx2.provider.test"];
    await world.publish("one.example", { mx });
    const before = await resolverOf(world).resolve4("mx1.provider.test");
    await world.publish("two.example", { mx });
    await world.unpublish("one.example");
    expect(await resolverOf(world).resolve4("mx1.provider.test")).toEqual(before);
    await world.unpublish("two.example");
    expect(await failureOf(resolverOf(world).resolve4("mx1.provider.test"))).toBe("ENOTFOUND");
    await expect(openSmtp(before[0] ?? "", world.smtpPort)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("a named host that already stands keeps its behaviour", async () => {
    await world.publish("first.example", { mx: [{ host: "mx.shared.test", smtp: { banner: "220 kept" } }] });
    await world.publish("second.example", { mx: ["mx.shared.test"] });
    const client = await connectTo("mx.shared.test");
    expect(await client.reply()).toBe("220 kept");
    client.close();
  });

  test("a change elsewhere in the domain cuts no connection to its hosts", async () => {
    await world.publish("calm.example", healthy("calm.example"));
    const client = await connectTo("mx1.calm.example");
    await client.reply();
    await world.change("calm.example", { tlsRpt: null });
    expect(await client.say("NOOP")).toMatch(/^250 /);
    client.close();
  });

  test("a host gets new behaviour while the world runs", async () => {
    await world.publish("b.example", { mx: [{ host: "mx.b.example" }] });
    await world.change("b.example", { mx: [{ host: "mx.b.example", smtp: { banner: "220 repaired" } }] });
    const client = await connectTo("mx.b.example");
    expect(await client.reply()).toBe("220 repaired");
    client.close();
  });

  test("one host on 127.0.0.1 needs no other address, and a second one cannot have it", async () => {
    const mx = (host: string) => [{ host, address: "127.0.0.1" }];
    await world.publish("single.example", { mx: mx("mx.single.example") });
    expect(await resolverOf(world).resolve4("mx.single.example")).toEqual(["127.0.0.1"]);
    await expect(world.publish("other.example", { mx: mx("mx.other.example") })).rejects.toThrow(
      "127.0.0.1 already belongs to another MX host",
    );
    await world.unpublish("single.example");
    await world.publish("other.example", { mx: mx("mx.other.example") });
    expect(await resolverOf(world).resolve4("mx.other.example")).toEqual(["127.0.0.1"]);
  });

  test("a host that ceases to exist while its MX record stays", async () => {
    await world.publish("ghost.example", { mx: [{ host: "mx.ghost.example" }] });
    const [address = ""] = await resolverOf(world).resolve4("mx.ghost.example");
    await world.change("ghost.example", { mx: [{ host: "mx.ghost.example", exists: false }] });
    expect(await resolverOf(world).resolveMx("ghost.example")).toMatchObject([
      { exchange: "mx.ghost.example" },
    ]);
    expect(await failureOf(resolverOf(world).resolve4("mx.ghost.example"))).toBe("ENOTFOUND");
    await expect(openSmtp(address, world.smtpPort)).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("an address that the system does not have is explained", async () => {
    const mx = [{ host: "mx.far.example", address: "192.0.2.25" }];
    await expect(world.publish("far.example", { mx })).rejects.toThrow(
      /does not answer on 192\.0\.2\.25\..*lo0 alias/,
    );
  });

  test("a port that somebody holds at the next address only moves the host on", async () => {
    const other = await createWorld();
    const squatter = createServer().listen(other.smtpPort, "127.0.1.1");
    await once(squatter, "listening");
    await other.publish("moved.example", { mx: ["mx.moved.example"] });
    expect(await resolverOf(other).resolve4("mx.moved.example")).toEqual(["127.0.1.2"]);
    squatter.close();
    await other.stop();
  });

  test("every connection is noted with its commands", async () => {
    await world.publish("noted.example", { mx: ["mx.noted.example"] });
    world.traffic.clear();
    const client = await connectTo("mx.noted.example");
    await client.reply();
    await client.say("EHLO probe.example");
    await client.say("QUIT");
    expect(world.traffic.smtp).toMatchObject([{ host: "mx.noted.example", commands: ["EHLO", "QUIT"] }]);
  });
});

describe("DANE", () => {
  test.each([
    ["matching", 3, true],
    ["mismatching", 3, false],
    ["unusable", 1, true],
  ] as const)("%s TLSA records", async (tlsa, usage, matches) => {
    const host = `mx.${tlsa}.example`;
    await world.publish(`${tlsa}.example`, { dnssec: true, mx: [{ host, tlsa }] });
    const client = await connectTo(host);
    await client.reply();
    await client.say("STARTTLS");
    const secure = await client.upgrade({ ca: world.ca, servername: host });
    const leaf = new X509Certificate(secure.getPeerCertificate().raw);
    client.close();
    const spki = leaf.publicKey.export({ type: "spki", format: "der" });
    const [record] = await resolverOf(world).resolveTlsa(`_25._tcp.${host}`);
    expect(record?.certUsage).toBe(usage);
    const published = Buffer.from(record?.data ?? new ArrayBuffer()).toString("hex");
    expect(published === createHash("sha256").update(spki).digest("hex")).toBe(matches);
  });
});
