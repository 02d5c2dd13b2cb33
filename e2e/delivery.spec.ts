import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";
import { parseDomainName } from "#lib/core/domain-name.ts";
import { createDb, type Db } from "#lib/db/client.ts";
import { newReportToken } from "#lib/services/domains/destinations.ts";
import { stage } from "./support/stage.ts";

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
  ({ id: organizationId } = await db.prisma.organization.create({ data: { slug, name: "Delivery" } }));
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

    test("what is about another domain is kept aside", async () => {
      const to = await newAddress(door, "other.example");
      const report = readFileSync(join(folders[0] ?? "", "clean.json"));
      const answer = await post(to, report);
      expect(answer.status).toBe(202);
      expect(await answer.json()).toMatchObject({ status: "quarantined", reason: "foreign-domain" });
    });

    test("an address that nobody has, another method, too many bytes", async () => {
      const to = await newAddress(door, "limits.example");
      expect((await post(to.replace(/[^/]+$/, newReportToken()), Buffer.from("{}"))).status).toBe(404);
      const looked = await fetch(to);
      expect([looked.status, looked.headers.get("allow")]).toEqual([405, "POST"]);
      expect((await post(to, Buffer.alloc(11 * 1024 * 1024, " "))).status).toBe(413);
    });
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

function post(url: string, body: Buffer): Promise<Response> {
  return fetch(url, {
    method: "POST",
    body: new Uint8Array(body),
    headers: { "Content-Type": "application/tlsrpt+gzip" },
  });
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
