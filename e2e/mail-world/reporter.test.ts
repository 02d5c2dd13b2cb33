import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildReport } from "./reporter/build-report.ts";
import { habitSchema, type ReportPlan } from "./reporter/report-plan.ts";
import { manners, sendReport } from "./reporter/send-report.ts";
import { resolverOf } from "./testing/ask-dns.ts";
import { createWorld, type World } from "./world.ts";

const plan: ReportPlan = {
  domain: "a.example",
  day: "2026-02-28",
  successful: 40,
  failures: [
    { resultType: "certificate-expired", sessions: 3, mx: "mx2.a.example" },
    { resultType: "sts-policy-fetch-error", sessions: 2, reason: "HTTP 404" },
  ],
  mode: "testing",
  mx: ["mx1.a.example", "*.in.a.example"],
  maxAge: 86_400,
};

describe("reports, by the sender's habit", () => {
  test("plain, as the RFC's example", () => {
    expect(buildReport("plain", plan)).toEqual({
      "organization-name": "reporter.example",
      "date-range": { "start-datetime": "2026-02-28T00:00:00Z", "end-datetime": "2026-02-28T23:59:59Z" },
      "contact-info": "tls-reports@reporter.example",
      "report-id": expect.stringMatching(/^2026-02-28-[0-9a-f]{8}@a\.example$/),
      policies: [
        {
          policy: {
            "policy-type": "sts",
            "policy-string": [
              "version: STSv1",
              "mode: testing",
              "mx: mx1.a.example",
              "mx: *.in.a.example",
              "max_age: 86400",
            ],
            "policy-domain": "a.example",
            "mx-host": ["mx1.a.example", "*.in.a.example"],
          },
          summary: { "total-successful-session-count": 40, "total-failure-session-count": 5 },
          "failure-details": [
            {
              "result-type": "certificate-expired",
              "sending-mta-ip": "198.51.100.25",
              "receiving-mx-hostname": "mx2.a.example",
              "receiving-ip": "203.0.113.10",
              "failed-session-count": 3,
            },
            {
              "result-type": "sts-policy-fetch-error",
              "sending-mta-ip": "198.51.100.25",
              "failed-session-count": 2,
              "failure-reason-code": "HTTP 404",
            },
          ],
        },
      ],
    });
  });

  test("Google: lines with CR, an empty sending address where there was no connection", () => {
    const report = buildReport("google", plan);
    const [result] = report.policies;
    expect(report["report-id"]).toBe("2026-02-28T00:00:00Z_a.example");
    expect(result?.policy["policy-string"]).toContain("mode: testing\r");
    expect(result?.["failure-details"]?.map((detail) => detail["sending-mta-ip"])).toEqual([
      "198.51.100.25",
      "",
    ]);
  });

  test("Microsoft: no zone, bare details, the same sessions under sts and tlsa", () => {
    const report = buildReport("microsoft", plan);
    const [sts, tlsa] = report.policies;
    expect(report["date-range"]["start-datetime"]).toBe("2026-02-28T00:00:00");
    expect(report["report-id"]).toMatch(/^\d{18}\+a\.example$/);
    expect(sts?.["failure-details"]).toEqual([
      { "result-type": "certificate-expired", "failed-session-count": 3 },
      { "result-type": "sts-policy-fetch-error", "failed-session-count": 2 },
    ]);
    expect(tlsa?.policy).toMatchObject({ "policy-type": "tlsa", "policy-domain": "a.example" });
    expect(tlsa?.policy["policy-string"]).toEqual([expect.stringMatching(/^\["3 1 1 [0-9A-F]{64}","3 1 1 /)]);
    expect(tlsa?.summary).toEqual(sts?.summary);
  });

  test("Microsoft, for a domain without DANE", () => {
    expect(buildReport("microsoft", { ...plan, tlsa: [] }).policies).toHaveLength(1);
  });

  test("mail.ru: ends at the next midnight, details exceed the total, no policy text", () => {
    const report = buildReport("mail.ru", plan);
    const [result] = report.policies;
    expect(report["date-range"]["end-datetime"]).toBe("2026-03-01T00:00:00Z");
    expect(result?.policy).toEqual({ "policy-domain": "a.example", "policy-type": "sts" });
    const told = result?.["failure-details"]?.reduce(
      (sum, detail) => sum + detail["failed-session-count"],
      0,
    );
    expect(told).toBeGreaterThan(result?.summary["total-failure-session-count"] ?? 0);
  });

  test.each(habitSchema.options)(
    "%s: the same plan gives the same report, another one another id",
    (habit) => {
      expect(buildReport(habit, plan)).toEqual(buildReport(habit, structuredClone(plan)));
      const other = buildReport(habit, { ...plan, day: "2026-03-01" });
      expect(other["report-id"]).not.toBe(buildReport(habit, plan)["report-id"]);
    },
  );

  test.each(habitSchema.options)("%s: a clean day has no failure details", (habit) => {
    const { failures: _, ...clean } = plan;
    for (const result of buildReport(habit, clean).policies) {
      expect(result).not.toHaveProperty("failure-details");
      expect(result.summary["total-failure-session-count"]).toBe(0);
    }
  });

  test("no policy found", () => {
    const [result] = buildReport("plain", { ...plan, policyType: "no-policy-found" }).policies;
    expect(result?.policy).toEqual({ "policy-type": "no-policy-found", "policy-domain": "a.example" });
  });
});

describe("delivery", () => {
  type Delivery = { headers: IncomingMessage["headers"]; from: string | undefined; body: Buffer };
  const deliveries: Delivery[] = [];
  const receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    deliveries.push({
      headers: request.headers,
      from: request.socket.remoteAddress,
      body: Buffer.concat(chunks),
    });
    response.writeHead(201, { "content-type": "text/plain" }).end("kept");
  });
  let world: World;
  let url: string;

  beforeAll(async () => {
    world = await createWorld();
    receiver.listen(0, "127.0.0.1");
    await once(receiver, "listening");
    url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/api/tlsrpt/token`;
  });
  afterAll(async () => {
    receiver.close();
    await world.stop();
  });

  const labels = {
    gzip: ["application/tlsrpt+gzip", true],
    json: ["application/tlsrpt+json", false],
    "json-labelled-gzip": ["application/tlsrpt+gzip", false],
    "gzip-labelled-json": ["application/tlsrpt+json", true],
    bare: ["application/tlsrpt", true],
  } as const;

  test.each(manners)("%s", async (how) => {
    const report = buildReport("plain", plan);
    const answer = await sendReport(url, report, { how, userAgent: "sender/1" });
    expect(answer).toEqual({ status: 201, contentType: "text/plain", body: "kept" });
    const delivery = deliveries.at(-1);
    const [label, zipped] = labels[how];
    expect(delivery?.headers).toMatchObject({ "content-type": label, "user-agent": "sender/1" });
    expect(delivery?.headers).not.toHaveProperty("transfer-encoding");
    const body = delivery?.body ?? Buffer.alloc(0);
    expect(JSON.parse((zipped ? gunzipSync(body) : body).toString())).toEqual(report);
  });

  test("a text goes as it is, whatever it is", async () => {
    await sendReport(url, "{ not json", { how: "json" });
    expect(deliveries.at(-1)?.body.toString()).toBe("{ not json");
  });

  test("a receiver that is not there is an error", async () => {
    await expect(sendReport("http://127.0.0.1:1/", "{}")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  test("a reporter sends from an address whose name leads back to it", async () => {
    const reporter = await world.reporter({ domain: "big-sender.example", organization: "Big Sender" });
    await reporter.send(url, plan);
    const from = deliveries.at(-1)?.from ?? "";
    const [name = ""] = await resolverOf(world).reverse(from);
    expect(name).toMatch(/\.big-sender\.example$/);
    expect(await resolverOf(world).resolve4(name)).toEqual([from]);
    expect(reporter.build(plan)["organization-name"]).toBe("Big Sender");
    const second = await world.reporter({ domain: "big-sender.example" });
    expect(second.address).not.toBe(reporter.address);
  });
});
