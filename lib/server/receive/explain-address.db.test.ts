import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { createDb, type Db } from "#lib/db/client.ts";
import { createTestDatabase } from "#lib/db/testing/create-test-database.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { answerReportRequest } from "./answer-request.ts";

let db: Db;
let drop: () => Promise<void>;
let token: string;

beforeAll(async () => {
  vi.stubEnv("LOG_LEVEL", "silent");
  ({ db, drop } = await createTestDatabase());
  const { organization } = await makeUser(db, "owner@example.com");
  ({ token } = await makeDomain(db, organization, "secret-name.example"));
});
afterAll(() => drop());

function ask(
  method: string,
  { headers = {}, at = token, from = db }: { headers?: Record<string, string>; at?: string; from?: Db } = {},
) {
  return answerReportRequest(testContext(from, { kind: "anonymous" }), {
    method,
    token: at,
    header: (name) => headers[name] ?? null,
    body: null,
    peer: "203.0.113.7",
  });
}

describe("whoever opens a report address", () => {
  test("reads in a browser what it is for", async () => {
    const page = await ask("GET", { headers: { accept: "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8" } });
    expect(page).toMatchObject({ status: 200, headers: { "Content-Type": "text/html; charset=utf-8" } });
    expect(page.body).toContain('<html lang="en">');
    expect(page.body).toContain("https://sealpost.example/en/learn/tls-rpt");
    expect(page.body).toContain("10,485,760");
  });

  test("reads it in French, and as text when no page is asked for", async () => {
    const text = await ask("GET", { headers: { accept: "*/*", "accept-language": "fr-CH, en;q=0.5" } });
    expect(text.headers).toMatchObject({
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Language": "fr",
      Vary: "Accept, Accept-Language",
    });
    expect(text.body).toContain("Une adresse pour les rapports TLS");
    expect(text.body).toContain("https://sealpost.example/fr/learn/tls-rpt");
    expect(text.body).not.toContain("<");
  });

  test("does not learn whose it is", async () => {
    for (const accept of ["text/html", "*/*"]) {
      expect((await ask("GET", { headers: { accept } })).body).not.toContain("secret-name");
    }
  });

  test("learns that it is nobody’s", async () => {
    const page = await ask("GET", { at: "nosuchtoken000000", headers: { accept: "text/html" } });
    expect(page.status).toBe(404);
    expect(page.body).toContain("No domain receives reports at this address");
    expect((await ask("HEAD", { at: "nosuchtoken000000" })).status).toBe(404);
    expect((await ask("HEAD")).status).toBe(200);
  });

  test("hears that we cannot say at the moment", async () => {
    const gone = createDb("postgresql://nobody@127.0.0.1:9/none", { maxConnections: 1 });
    expect(await ask("GET", { from: gone })).toMatchObject({ status: 503, headers: { "Retry-After": "30" } });
    await gone.close();
  });
});

test("what it takes can be asked for", async () => {
  expect(await ask("OPTIONS")).toEqual({
    status: 204,
    headers: { Allow: "GET, HEAD, OPTIONS, POST" },
    body: "",
  });
  for (const method of ["PUT", "DELETE", "PATCH", "PROPFIND"]) {
    expect(await ask(method)).toMatchObject({ status: 405, headers: { Allow: "GET, HEAD, OPTIONS, POST" } });
  }
});
