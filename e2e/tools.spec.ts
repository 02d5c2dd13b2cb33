import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { learnPages } from "../app/[locale]/learn/_registry/learn.ts";
import { tools } from "../app/[locale]/tools/_registry/tools.ts";
import { createControlClient } from "./mail-world/control-client.ts";
import { stage } from "./support/stage.ts";
import { expect, expectGoodPage, test } from "./support/test.ts";
import { words } from "./support/words.ts";

const t = words("en");
const world = createControlClient(stage().control);

const looks = [
  { name: "wide, light, English", locale: "en", width: 1280, colorScheme: "light" },
  { name: "narrow, dark, French", locale: "fr", width: 360, colorScheme: "dark" },
] as const;

for (const { name, locale, width, colorScheme } of looks) {
  test.describe(name, () => {
    test.use({ locale: `${locale}-${locale.toUpperCase()}`, colorScheme, viewport: { width, height: 900 } });

    test("every public page is accessible and fits", async ({ page }) => {
      test.setTimeout(180_000);
      const paths = ["/", "/sign-in", "/sign-up", `/${locale}/tools`, `/${locale}/learn`];
      const each = [
        ...tools.map(({ slug }) => `/${locale}/tools/${slug}`),
        ...learnPages.map(({ slug }) => `/${locale}/learn/${slug}`),
      ];
      for (const path of [...paths, ...each]) {
        await test.step(path, async () => {
          const response = await page.goto(`${stage().url}${path}`);
          expect(response?.status()).toBe(200);
          await expect(page.locator("html")).toHaveAttribute("lang", locale);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await expectGoodPage(page);
        });
      }
    });
  });
}

test("a record pasted with a typo says where and why", async ({ page }) => {
  await page.goto(`${stage().url}/en/tools/tls-rpt-validator`);
  await page
    .getByLabel(t("tools.tlsRptValidator.label"))
    .fill("v=TSLRPTv1; rua=mailto:tls-reports@example.com");
  await expect(page.getByText(t("tools.tlsRptValidator.outcome.ignored.title"))).toBeVisible();
  await expect(page.locator("mark").filter({ hasText: "TSLRPTv1" }).first()).toBeVisible();
  await expectGoodPage(page);
});

test("hostile input is text like any other", async ({ page }) => {
  const hostile = `"><script>document.title="taken"</script>`;
  for (const { slug } of tools) {
    await page.goto(
      `${stage().url}/en/tools/${slug}?domain=${encodeURIComponent(hostile)}&record=${encodeURIComponent(hostile)}`,
    );
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).not.toHaveTitle("taken");
  }
});

test("the inspector sees what the world publishes, as a page and as JSON", async ({ page, request }) => {
  await world.publishFault("inspected.example", "tlsrpt-several-records");
  const path = "/tools/tls-rpt-inspector?domain=inspected.example";
  await page.goto(`${stage().url}/en${path}`);
  const title = t("tools.tlsRptInspector.outcome.ignored.title", { domain: "inspected.example" });
  await expect(page.getByText(title)).toBeVisible();
  await expectGoodPage(page);
  const answer = await request.get(`${stage().url}/api${path}`);
  expect(answer.status()).toBe(200);
  expect(answer.headers()["access-control-allow-origin"]).toBe("*");
  expect(JSON.stringify(await answer.json())).toContain("tlsrpt-records-several");
});

test("a name that is no domain is refused with a problem", async ({ request }) => {
  for (const { slug, looksOutside } of tools) {
    if (!looksOutside) continue;
    const answer = await request.get(`${stage().url}/api/tools/${slug}?domain=192.0.2.1`);
    expect(answer.status(), slug).toBe(400);
    expect(answer.headers()["content-type"], slug).toContain("application/problem+json");
  }
});

test("the MTA-STS inspector tells what is wrong with a policy host", async ({ page, request }) => {
  await world.publishFault("expired.example", "policy-expired-certificate");
  const path = "/tools/mta-sts-inspector?domain=expired.example";
  await page.goto(`${stage().url}/en${path}`);
  await expect(page.getByText(/certificate/i).first()).toBeVisible();
  await expectGoodPage(page);
  const answer = await request.get(`${stage().url}/api${path}`);
  expect(await answer.json()).toMatchObject({
    policy: { fetch: { kind: "failed", fault: "certificate-expired" }, contentHash: null },
  });
});

test("the audit of a domain finds its records", async ({ page }) => {
  await page.goto(`${stage().url}/en/tools/domain-audit?domain=inspected.example`);
  for (const part of ["MX", "SPF", "DMARC", "MTA-STS", "TLS-RPT"]) {
    await expect(page.getByRole("heading", { name: new RegExp(part) }).first()).toBeVisible();
  }
  await expectGoodPage(page);
});

test("a report is analysed in the browser, and nothing is uploaded", async ({ page }) => {
  // Next fetches the pages behind links ahead; what comes after that is the analyser's own.
  await page.goto(`${stage().url}/en/tools/report-analyser`, { waitUntil: "networkidle" });
  const sent: string[] = [];
  page.on("request", (sending) => sent.push(`${sending.method()} ${new URL(sending.url()).pathname}`));
  const folder = new URL("../lib/core/tlsrpt/__fixtures__/", import.meta.url);
  const json = readFileSync(new URL("microsoft-like.json", folder));
  await page.locator('input[type="file"]').setInputFiles([
    { name: "report.json.gz", mimeType: "application/gzip", buffer: gzipSync(json) },
    { name: "broken.json", mimeType: "application/json", buffer: Buffer.from("{") },
  ]);
  await expect(page.getByText("Microsoft Corporation").first()).toBeVisible();
  await expect(page.getByText("broken.json").first()).toBeVisible();
  expect(sent.filter((line) => !line.startsWith("GET /_next/static/"))).toEqual([]);
  await expectGoodPage(page);
});
