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

const mxFaults = [
  { fault: "mx-expired-certificate", code: "mx-certificate-expired", outcome: "enforce-failing" },
  { fault: "mx-no-starttls", code: "mx-starttls-not-offered", outcome: "enforce-failing" },
  { fault: "dane-mismatch", code: "tlsa-no-match", outcome: "enforce" },
] as const;

for (const { fault, code, outcome } of mxFaults) {
  test(`the inspector and the audit show ${fault} where it is`, async ({ page }) => {
    const domain = `${fault}-shown.example`;
    const host = `mx2.${domain}`;
    await world.publishFault(domain, fault);
    const title = t(`findings.${code}.title`, { host });
    await page.goto(`${stage().url}/en/tools/mta-sts-inspector?domain=${domain}`);
    // What has streamed in lies hidden behind the page for a moment, before React puts it into its place.
    const content = page.locator("#content");
    await expect(
      content.getByText(t(`tools.mtaStsInspector.outcome.${outcome}.title`, { domain })),
    ).toBeVisible();
    await expect(page.getByRole("heading", { name: title, exact: true })).toHaveCount(1);
    await expect(
      page
        .getByRole("row")
        .filter({ hasText: `mx1.${domain}` })
        .last(),
    ).toContainText("TLSv1.3");
    await expectGoodPage(page);

    await page.goto(`${stage().url}/en/tools/domain-audit?domain=${domain}`);
    await expect(page.getByRole("heading", { name: title, exact: true })).toHaveCount(1);
    const list = page.getByRole("list", { name: t("outside.mx.caption") });
    await expect(list.getByRole("listitem").filter({ hasText: host })).toBeVisible();
    await expectGoodPage(page);
  });
}

test("a healthy domain is delivered to at every MX host, and nothing is found", async ({ page, request }) => {
  const domain = "well.example";
  const hosts = [`mx1.${domain}`, `mx2.${domain}`];
  await world.publish(domain, {
    mx: hosts,
    tlsRpt: `v=TLSRPTv1; rua=mailto:tls-reports@${domain}`,
    mtaSts: "v=STSv1; id=20260101T000000;",
    policy: { mode: "enforce", maxAge: 2_592_000 },
  });
  const path = `/tools/mta-sts-inspector?domain=${domain}`;
  await page.goto(`${stage().url}/en${path}`);
  const all = t("tools.mtaStsInspector.delivery.enforce.delivers", { hosts: hosts.join(" and "), count: 2 });
  await expect(page.getByText(all)).toBeVisible();
  const answer = await request.get(`${stage().url}/api${path}`);
  expect(await answer.json()).toMatchObject({
    outcome: "enforce",
    record: { findings: [], zone: null },
    policy: { findings: [] },
    mx: { findings: [], probes: { source: "direct", leftOut: [] } },
  });
});

test("without a script the page comes whole", async ({ browser }) => {
  const domain = "whole.example";
  await world.publishFault(domain, "mx-expired-certificate");
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${stage().url}/en/tools/mta-sts-inspector?domain=${domain}`);
  await page.getByRole("link", { name: t("tools.lookUp.whole") }).click();
  const title = t("findings.mx-certificate-expired.title", { host: `mx2.${domain}` });
  await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
  await context.close();
});

for (const [tool, name, prefix] of [
  ["mta-sts-inspector", "_mta-sts", "mtaSts"],
  ["tls-rpt-inspector", "_smtp._tls", "tlsRpt"],
] as const) {
  test(`the ${tool} tells “not visible yet” from “not published”`, async ({ page }) => {
    const domain = `fresh-${prefix.toLowerCase()}.example`;
    await world.publish(domain, {
      mx: [`mx1.${domain}`],
      tlsRpt: `v=TLSRPTv1; rua=mailto:tls-reports@${domain}`,
      mtaSts: "v=STSv1; id=1;",
      resolverLags: [name],
    });
    await page.goto(`${stage().url}/en/tools/${tool}?domain=${domain}`);
    await page.getByRole("link", { name: t("tools.zone.ask") }).click();
    const title = t("findings.zone-record-not-visible-yet.title", { name: `${name}.${domain}` });
    await expect(page.getByRole("heading", { name: title, exact: true })).toBeVisible();
    await expect(page.getByText(`ns1.${domain}`).first()).toBeVisible();
    await expectGoodPage(page);
  });
}

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

test("a test report is made in the browser and says in the analyser what was asked for", async ({ page }) => {
  const query = new URLSearchParams({
    domain: "made.example",
    mx: "mx1.made.example",
    successful: "1234",
    failure: "certificate-expired 56 mx1.made.example",
  });
  await page.goto(`${stage().url}/en/tools/test-report?${query}`, { waitUntil: "networkidle" });
  const sent: string[] = [];
  page.on("request", (sending) => sent.push(`${sending.method()} ${new URL(sending.url()).pathname}`));
  for (const kind of ["gzip", "json", "mail"] as const) {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: t(`tools.testReport.result.save.${kind}`), exact: true }).click(),
    ]);
    const name = download.suggestedFilename();
    expect(name).toMatch(/^reporter\.example!made\.example!\d+!\d+!test\w+\.(?:json\.gz|json|eml)$/);
    const buffer = readFileSync(await download.path());
    await test.step(kind, async () => {
      const analyser = await page.context().newPage();
      await analyser.goto(`${stage().url}/en/tools/report-analyser`, { waitUntil: "networkidle" });
      await analyser.locator('input[type="file"]').setInputFiles([{ name, mimeType: "", buffer }]);
      await expect(analyser.getByText("reporter.example (test report)").first()).toBeVisible();
      await expect(analyser.getByText("1,234").first()).toBeVisible();
      await expect(analyser.getByText("56", { exact: true }).first()).toBeVisible();
      await analyser.close();
    });
  }
  expect(sent.filter((line) => !/^GET \/(?:_next\/static\/|icon\.svg$)/.test(line))).toEqual([]);
});

test("the TLSA checker tells which record stands for which certificate", async ({ page }) => {
  const chain = new URL("../lib/services/tools/__fixtures__/chain.pem", import.meta.url);
  await page.goto(`${stage().url}/en/tools/tlsa-checker`);
  const records = page.getByLabel(t("tools.tlsaChecker.form.records.label"));
  await page.getByLabel(t("tools.tlsaChecker.form.chain.label")).fill(readFileSync(chain, "utf8"));
  await page.getByRole("button", { name: t("tools.tlsaChecker.form.submit") }).click();
  await expect(page.getByText(t("tools.tlsaChecker.outcome.none.title"))).toBeVisible();
  const wanted = await page
    .locator("code")
    .filter({ hasText: /^3 1 1 [0-9a-f]{64}$/ })
    .first()
    .textContent();

  await records.fill(`_25._tcp.mx1.example.com. IN TLSA ${wanted}\n3 1 1 ${"00".repeat(32)}`);
  await page.getByRole("button", { name: t("tools.tlsaChecker.form.submit") }).click();
  await expect(
    page.getByText(t("tools.tlsaChecker.outcome.authenticated.title"), { exact: true }),
  ).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "CN=mx1.example.com" })).toHaveCount(1);
  await expectGoodPage(page);

  await records.fill(`3 1 1 ${"00".repeat(32)}`);
  await page.getByRole("button", { name: t("tools.tlsaChecker.form.submit") }).click();
  await expect(page.getByText(t("tools.tlsaChecker.outcome.refused.title"))).toBeVisible();
  await expectGoodPage(page);
});

test("a private key is never sent", async ({ page }) => {
  await page.goto(`${stage().url}/en/tools/tlsa-checker`, { waitUntil: "networkidle" });
  const posts: string[] = [];
  page.on("request", (sending) => {
    if (sending.method() === "POST") posts.push(sending.url());
  });
  await page.getByLabel(t("tools.tlsaChecker.form.chain.label")).fill("-----BEGIN PRIVATE KEY-----\nAAAA");
  await page.getByRole("button", { name: t("tools.tlsaChecker.form.submit") }).click();
  await expect(page.getByText(t("tools.tlsaChecker.problem.private-key.title"))).toBeVisible();
  expect(posts).toEqual([]);
});
