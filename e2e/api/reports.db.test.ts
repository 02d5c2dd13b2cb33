import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import { openReportAddress } from "#lib/services/reports/open-report-address.ts";
import { receiveMail } from "#lib/services/reports/receive-mail.ts";
import { testContext } from "#lib/services/testing/test-world.ts";
import { type ApiWorld, createApiWorld } from "./api-world.ts";

let world: ApiWorld;

beforeAll(async () => {
  world = await createApiWorld();
});
afterAll(() => world.drop());

function wireReport({ id = "1", day = "2026-03-08", reporter = "Reporter", domain = "fed.example" } = {}) {
  return JSON.stringify({
    "organization-name": reporter,
    "date-range": { "start-datetime": `${day}T00:00:00Z`, "end-datetime": `${day}T23:59:59Z` },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": ["version: STSv1"], "policy-domain": domain },
        summary: { "total-successful-session-count": 90, "total-failure-session-count": 10 },
        "failure-details": [
          {
            "result-type": "certificate-expired",
            "receiving-mx-hostname": "mx.fed.example",
            "failed-session-count": 10,
          },
        ],
      },
    ],
  });
}
describe("reports", () => {
  const path = "/domains/fed.example/reports";
  const gzipped = gzipSync(wireReport());

  test("are stored by a key that may not read, vouched for by its name, and counted once", async () => {
    const first = await world.post(path, gzipped, { key: world.feeding });
    expect(first.status).toBe(200);
    expect(first.body).toMatchObject({
      counts: { stored: 1, duplicate: 0 },
      documents: [{ path: "", outcome: "stored", domain: "fed.example", reportId: expect.any(String) }],
    });
    const again = await world.post(path, wireReport(), { key: world.feeding });
    expect(again.body).toMatchObject({ counts: { stored: 0, duplicate: 1 } });
    const { body } = await world.get(`${path}/${first.body.documents[0].reportId}`);
    expect(body).toMatchObject({
      domain: "fed.example",
      day: "2026-03-08",
      road: "api",
      trust: "upload",
      trustReason: "uploaded-with-key:Gateway",
      voucher: null,
      mail: null,
      counted: true,
      results: [
        {
          policyType: "sts",
          countedElsewhere: null,
          failures: [{ resultType: "certificate-expired", failedSessions: 10 }],
        },
      ],
    });
    const trend = await world.get("/domains/fed.example/trend");
    expect(trend.body).toMatchObject({
      from: "2026-02-09",
      to: "2026-03-10",
      totals: { successful: 90, failed: 10, sessions: 100, failureRate: 0.1 },
      daysWithReports: 1,
    });
  });

  test("that came by mail tell who vouches, and what became of each signature", async () => {
    const { token } = await world.db.prisma.reportAddress.findFirstOrThrow({
      where: { domain: { name: "quiet.example" } },
    });
    const signature = {
      domain: "reporter.example",
      selector: "s",
      result: "pass",
      reason: null,
      algorithm: "rsa-sha256",
    } as const;
    const content = gzipSync(wireReport({ id: "mailed", domain: "quiet.example" }));
    const bytes = buildReportMail(
      [{ type: "application/tlsrpt+gzip", name: "report.json.gz", content }],
      ["DKIM-Signature: v=1; d=reporter.example; s=s"],
    );
    const context = testContext(world.db, { kind: "anonymous" }, { outside: { signatures: [signature] } });
    const address = await openReportAddress(context, token);
    const taken = await receiveMail(context, {
      recipients: address ? [address] : [],
      bytes,
      peer: "192.0.2.25",
      envelopeFrom: "bounces@reporter.example",
    });
    const id = taken.kind === "taken" ? taken.ids[0] : null;
    const { body } = await world.get(`/domains/quiet.example/reports/${id}`);
    expect(body).toMatchObject({
      road: "smtp",
      trust: "dkim",
      voucher: "reporter.example",
      mail: {
        from: "noreply@sender.example",
        subject: "Hello",
        envelopeFrom: "bounces@reporter.example",
        forwarded: false,
        signatures: [signature],
      },
    });
  });

  test("come back as they came, and unpacked", async () => {
    const { body } = await world.get(path);
    const raw = await world.get(`${path}/${body.reports[0].id}/raw`);
    expect(Buffer.from(raw.bytes)).toEqual(gzipped);
    expect(raw.headers.get("content-disposition")).toMatch(/^attachment; filename="fed\.example_2026-03-08_/);
    const json = await world.get(`${path}/${body.reports[0].id}/raw?form=json`);
    expect(Buffer.from(json.bytes).toString()).toBe(wireReport());
  });

  test.each([
    ["reporter", { reporters: [{ reporter: "Reporter", trust: "upload", sessions: 100, failureRate: 0.1 }] }],
    ["result-type", { resultTypes: [{ resultType: "certificate-expired", failedSessions: 10, share: 1 }] }],
    ["mx", { mxHosts: [{ mxHost: "mx.fed.example", resultTypes: ["certificate-expired"], share: 1 }] }],
  ])("are cut by %s", async (by, expected) => {
    const { body } = await world.get(`/domains/fed.example/trend?by=${by}`);
    expect(body).toMatchObject({ by, ...expected });
  });

  test("a mail and its neighbours each get an answer", async () => {
    const mail = [
      "From: tls@reporter.example",
      "Subject: Report",
      'Content-Type: multipart/report; report-type=tlsrpt; boundary="b"',
      "",
      "--b",
      "Content-Type: application/tlsrpt+json",
      "",
      wireReport({ id: "in-a-mail", day: "2026-03-07" }),
      "--b",
      "Content-Type: application/tlsrpt+json",
      "",
      wireReport({ id: "another's", domain: "elsewhere.example" }),
      "--b--",
      "",
    ].join("\r\n");
    const { status, body } = await world.post(path, mail, { headers: { "content-type": "message/rfc822" } });
    expect(status).toBe(200);
    expect(body.counts).toMatchObject({ stored: 1, quarantined: 1 });
    expect(body.documents).toMatchObject([
      { outcome: "stored", path: expect.stringContaining("part") },
      { outcome: "quarantined", reason: "foreign-domain" },
    ]);
  });

  test.each([
    ["what is no report", "hello", [["quarantined", "report-unknown-format"]]],
    ["JSON that is no report", '{"a":1}', [["quarantined", "unreadable"]]],
  ])("%s: 422 says what was found", async (_what, file, found) => {
    const { status, body } = await world.post(path, file);
    expect([status, body.code]).toEqual([422, "no-report"]);
    const told = body.upload.documents as { outcome: string; reason: string }[];
    expect(told.map(({ outcome, reason }) => [outcome, reason])).toEqual(found);
  });

  test.each([
    ["a form", { "content-type": "multipart/form-data; boundary=x" }, 415, "unsupported-media-type"],
    ["an unknown encoding", { "content-encoding": "zstd" }, 415, "unsupported-media-type"],
    ["nothing", { "content-length": "0" }, 400, "invalid-body"],
    ["more than the cap", { "content-length": "67108865" }, 413, "too-large"],
  ])("%s is refused before it is read", async (_what, headers, status, code) => {
    const refused = await world.post(path, "x", { headers });
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });

  test("a body that is larger than it said is refused, and nothing of it kept", async () => {
    const quarantined = await world.db.prisma.quarantined.count();
    const refused = await world.post(path, endless(70));
    expect([refused.status, refused.body.code]).toEqual([413, "too-large"]);
    expect(refused.body.detail).toContain("fileBytes");
    expect(await world.db.prisma.quarantined.count()).toBe(quarantined);
  });

  test("a body that breaks off is refused, and nothing of it kept", async () => {
    const quarantined = await world.db.prisma.quarantined.count();
    const refused = await world.post(path, brokenOff());
    expect([refused.status, refused.body.code]).toEqual([400, "invalid-body"]);
    expect(await world.db.prisma.quarantined.count()).toBe(quarantined);
  });

  test("pages by key, none twice", async () => {
    const seen: string[] = [];
    let next: string | null = `${path}?limit=1`;
    while (next !== null) {
      const page = await world.get(next);
      seen.push(...page.body.reports.map(({ reportId }: { reportId: string }) => reportId));
      const link = /^<https:\/\/sealpost\.example\/api\/v1(.*)>; rel="next"$/.exec(
        page.headers.get("link") ?? "",
      );
      expect(link === null).toBe(page.body.next === null);
      next = link?.[1] ?? null;
    }
    expect(seen).toEqual(["1", "in-a-mail"]);
  });

  test.each([
    ["/domains?cursor=%00", "cursor"],
    ["/domains/fed.example/reports?cursor=nonsense", "cursor"],
    ["/domains/fed.example/reports?limit=0", "limit"],
    ["/domains/fed.example/reports?limit=many", "limit"],
    ["/domains/fed.example/reports?form=json", "form"],
    ["/domains/fed.example/trend?by=hour", "by"],
    ["/domains/fed.example/trend?from=2026-02-30", "from"],
    ["/domains/fed.example/trend?from=2026-03-02&to=2026-03-01", "from"],
    ["/domains/fed.example/trend?from=1990-01-01&to=2026-03-01", "from"],
  ])("%s: 400 names %s", async (address, parameter) => {
    const { status, body } = await world.get(address);
    expect([status, body.code]).toEqual([400, "invalid-query"]);
    expect(body.errors).toMatchObject([{ path: parameter, detail: expect.any(String) }]);
  });
});

function endless(mebibytes: number): ReadableStream<Uint8Array> {
  let left = mebibytes;
  return new ReadableStream({
    pull(controller) {
      if (left-- > 0) controller.enqueue(new Uint8Array(1_048_576).fill(0x20));
      else controller.close();
    },
  });
}

function brokenOff(): ReadableStream<Uint8Array> {
  let sent = false;
  return new ReadableStream({
    pull(controller) {
      if (sent) controller.error(new Error("the client went away"));
      else controller.enqueue(new TextEncoder().encode(wireReport().slice(0, 100)));
      sent = true;
    },
  });
}
