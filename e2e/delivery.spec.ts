import { once } from "node:events";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { parseDomainName } from "#lib/core/domain-name.ts";
import { createDb, type Db } from "#lib/db/client.ts";
import { newReportToken } from "#lib/services/domains/destinations.ts";
import { stage } from "./support/stage.ts";
import { expectGoodPage } from "./support/test.ts";

/** Reports as senders write them: our own fixtures, and the real ones where they lie beside the project. */
const folders = ["../lib/core/tlsrpt/__fixtures__", "../../shared/samples"].map((path) =>
  fileURLToPath(new URL(path, import.meta.url)),
);
const files = folders
  .filter(existsSync)
  .flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  )
  .filter((path) => path.endsWith(".json") && !path.endsWith(".expected.json"));

let db: Db;
let organizationId: string;
test.beforeAll(async () => {
  db = createDb(stage().databaseUrl, { maxConnections: 2 });
  const slug = `delivery-${newReportToken().slice(0, 8)}`;
  ({ id: organizationId } = await db.prisma.organization.create({
    // The real ones are years old.
    data: { slug, name: "Delivery", retentionDays: 7_300 },
  }));
});
test.afterAll(() => db.close());

for (const door of ["url", "intakeUrl"] as const) {
  test.describe(door === "url" ? "through the pages' process" : "through the intake process", () => {
    for (const path of files) {
      test(path.split("/").slice(-2).join("/"), async () => {
        const json = readFileSync(path);
        const to = await newAddress(door, /"policy-domain"\s*:\s*"([^"]+)"/.exec(json.toString())?.[1]);
        const first = await post(to, gzipSync(json));
        const readable = isJson(json.toString()) && /"policies"\s*:\s*\[\s*\{/.test(json.toString());
        if (!readable) return expectProblem(first, isJson(json.toString()) ? 202 : 400);
        expect(first.status, await first.clone().text()).toBe(201);
        const again = await post(to, json);
        expect(again.status).toBe(200);
        expect(await again.json()).toMatchObject({ status: "duplicate" });
      });
    }

    test("what is no report gets a problem that names the fault, and is kept", async () => {
      const to = await newAddress(door, "plain.example");
      const answer = await post(to, Buffer.from('{"organization-name":"x","policies":[{"summary":3}]}'));
      expect(answer.status).toBe(400);
      expect(answer.headers.get("content-type")).toBe("application/problem+json");
      const problem = (await answer.json()) as { errors: { code: string; path: string }[] };
      expect(problem).toMatchObject({ status: 400, title: "Bad Request" });
      expect(problem.errors.map(({ path }) => path)).toContain("date-range");
    });

    test("a slash behind the address changes nothing", async () => {
      const report = readFileSync(join(folders[0] ?? "", "clean.json"));
      const to = await newAddress(door, /"policy-domain"\s*:\s*"([^"]+)"/.exec(report.toString())?.[1]);
      expect((await post(`${to}/`, report)).status).toBe(201);
      expect((await post(`${to}/?from=here`, report)).status).toBe(200);
    });

    test("what is about another domain is kept aside", async () => {
      const to = await newAddress(door, "other.example");
      const report = readFileSync(join(folders[0] ?? "", "clean.json"));
      const answer = await post(to, report);
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ status: "quarantined", reason: "foreign-domain" });
    });

    test("an address that nobody has, another method, too many bytes, a form", async () => {
      const to = await newAddress(door, "limits.example");
      expect((await post(nobodys(to), Buffer.from("{}"))).status).toBe(404);
      const [put, options] = [await fetch(to, { method: "PUT" }), await fetch(to, { method: "OPTIONS" })];
      const allowed = "GET, HEAD, OPTIONS, POST";
      expect([put.status, put.headers.get("allow")]).toEqual([405, allowed]);
      expect([options.status, options.headers.get("allow")]).toEqual([204, allowed]);
      expect((await post(to, Buffer.alloc(11 * 1024 * 1024, " "))).status).toBe(413);
      const form = new FormData();
      form.set("file", new Blob(["{}"]), "report.json");
      const refused = await fetch(to, { method: "POST", body: form });
      expect([refused.status, refused.headers.get("accept")]).toEqual([
        415,
        "application/tlsrpt+gzip, application/tlsrpt+json",
      ]);
    });

    test("content codings", async () => {
      const to = await newAddress(door, "coded.example");
      const report = reportFor("coded.example");
      const twice = await post(to, gzipSync(gzipSync(report)), { "Content-Encoding": "gzip" });
      expect(twice.status, await twice.text()).toBe(201);
      expect((await post(to, gzipSync(report), { "Content-Encoding": "x-gzip" })).status).toBe(200);
      const other = await post(to, gzipSync(report), { "Content-Encoding": "br" });
      expect([other.status, other.headers.get("accept-encoding")]).toEqual([415, "gzip, identity"]);
    });

    test("a sender that waits to be asked for its body", async () => {
      const to = await newAddress(door, "waiting.example");
      const report = gzipSync(reportFor("waiting.example"));
      expect(await postWhenAsked(to, report)).toEqual({ asked: true, status: 201 });
      expect(await postWhenAsked(nobodys(to), report)).toEqual({ asked: false, status: 404 });
      expect(await postWhenAsked(to, report, { "Content-Length": "50000000" })).toEqual({
        asked: false,
        status: 413,
      });
      expect(await postWhenAsked(to, report, { Expect: "a-miracle" })).toEqual({ asked: false, status: 417 });
    });

    for (const locale of ["en", "fr"] as const) {
      test(`whoever opens the address in a browser is told what it is for (${locale})`, async ({
        browser,
      }) => {
        const to = await newAddress(door, "opened.example");
        const page = await (
          await browser.newContext({ locale, viewport: { width: 360, height: 800 } })
        ).newPage();
        expect((await page.goto(to))?.status()).toBe(200);
        const [title, works, unknown] = {
          en: ["An address for TLS reports", /It works/, /No domain receives reports/],
          fr: ["Une adresse pour les rapports TLS", /Elle fonctionne/, /Aucun domaine ne reçoit/],
        }[locale] as [string, RegExp, RegExp];
        await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
        await expect(page.getByText(works)).toBeVisible();
        await expectGoodPage(page);
        expect((await page.goto(nobodys(to)))?.status()).toBe(404);
        await expect(page.getByText(unknown)).toBeVisible();
        await page.getByRole("link", { name: /TLS/ }).click();
        await expect(page).toHaveURL(new RegExp(`/${locale}/learn/tls-rpt$`));
      });
    }
  });
}

async function newAddress(door: "url" | "intakeUrl", told = "nameless.example"): Promise<string> {
  const token = newReportToken();
  const parsed = parseDomainName(told);
  const name = parsed.ok ? parsed.value : "nameless.example";
  const domain = await db.prisma.domain.upsert({
    where: { organizationId_name: { organizationId, name } },
    update: {},
    create: {
      organizationId,
      name,
      challenge: "0123456789abcdef0123456789abcdef",
      policyId: "20260101T000000",
    },
  });
  await db.prisma.report.deleteMany({ where: { domainId: domain.id } });
  await db.prisma.reportAddress.create({ data: { token, domainId: domain.id } });
  return `${stage()[door]}/api/tlsrpt/${token}`;
}

function post(url: string, body: Buffer, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, {
    method: "POST",
    redirect: "manual",
    body: new Uint8Array(body),
    headers: { "Content-Type": "application/tlsrpt+gzip", ...headers },
  });
}

/** The same installation, and a token that it has given to nobody. */
function nobodys(url: string): string {
  return url.replace(/[^/]+$/, newReportToken());
}

/** Sends the head, and the body only after 100 (Continue). */
async function postWhenAsked(
  url: string,
  body: Buffer,
  headers: Record<string, string> = {},
): Promise<{ asked: boolean; status: number | undefined }> {
  const length = { Expect: "100-continue", "Content-Length": String(body.byteLength) };
  const sent = request(url, { method: "POST", agent: false, headers: { ...length, ...headers } });
  let asked = false;
  sent.on("continue", () => {
    asked = true;
    sent.end(body);
  });
  sent.flushHeaders();
  const [response] = (await once(sent, "response")) as [IncomingMessage];
  response.resume();
  sent.on("error", () => {}); // its body was never sent
  sent.destroy();
  return { asked, status: response.statusCode };
}

function reportFor(domain: string): Buffer {
  const own = readFileSync(join(folders[0] ?? "", "clean.json"), "utf8");
  return Buffer.from(own.replace(/("policy-domain"\s*:\s*")[^"]+/g, `$1${domain}`));
}

async function expectProblem(answer: Response, status: number): Promise<void> {
  expect(answer.status, await answer.clone().text()).toBe(status);
  expect(await answer.json()).toHaveProperty("errors.0.code");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}
