import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { addDays, utcDay } from "#lib/core/trend/day.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { buildMail, buildMbox, buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import { buildZip } from "#lib/net/unpack/testing/zip-file.ts";
import { expect, expectGoodPage, openDemo, test } from "./support/test.ts";
import { words } from "./support/words.ts";

/** The demonstration has no report of this domain, and the other tests count none of its. */
const domain = "no-reports.example";
const day = addDays(utcDay(new Date()), -2);

function json(id: string, about = domain): string {
  return JSON.stringify({
    "organization-name": "Uploaded Reporter",
    "date-range": { "start-datetime": `${day}T00:00:00Z`, "end-datetime": `${day}T23:59:59Z` },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: { "policy-type": "sts", "policy-string": ["version: STSv1"], "policy-domain": about },
        summary: { "total-successful-session-count": 5, "total-failure-session-count": 0 },
      },
    ],
  });
}

const attached = (id: string) => ({
  type: "application/tlsrpt+gzip",
  name: `${id}.json.gz`,
  content: gzipSync(json(id)),
});

type GivenFile = { name: string; buffer: Buffer };

/** One of each kind; `mark` makes the reports of each run distinct. */
function filesOf(mark: string): GivenFile[] {
  const id = (number: number) => `${mark}-${number}@reporter.example`;
  return [
    { name: "one.json", buffer: Buffer.from(json(id(1))) },
    { name: "two.json.gz", buffer: gzipSync(json(id(2))) },
    { name: "three.zip", buffer: buildZip([{ name: "three.json", content: json(id(3)) }]) },
    { name: "four.eml", buffer: buildReportMail([attached(id(4))]) },
    {
      name: "five.mbox",
      buffer: buildMbox([buildReportMail([attached(id(5))]), buildReportMail([attached(id(1))])]),
    },
  ];
}

async function choose(page: Page, locale: Locale, files: GivenFile[]) {
  const given = files.map(({ name, buffer }) => ({ name, buffer, mimeType: "application/octet-stream" }));
  await page.getByLabel(words(locale)("upload.box.label")).setInputFiles(given);
}

for (const { locale, browser, width } of [
  { locale: "en", browser: "en-GB", width: 1280 },
  { locale: "fr", browser: "fr-FR", width: 360 },
] as const) {
  test.describe(locale, () => {
    test.use({ locale: browser, viewport: { width, height: 900 } });
    const t = words(locale);
    const mark = `${locale}-${Date.now()}`;
    const row = (page: Page, name: string) =>
      page
        .getByRole("list", { name: t("upload.box.list") })
        .getByRole("listitem")
        .filter({ hasText: name })
        .first();

    test("files of every kind are uploaded, and each says what became of it", async ({ page }) => {
      const organization = await openDemo(page);
      const origin = new URL(page.url()).origin;
      await page.goto(`${origin}${organization}/domains/${domain}/reports`);
      await page
        .getByRole("banner")
        .or(page.locator("main"))
        .getByRole("link", { name: t("upload.action") })
        .last()
        .click();
      await expect(page.getByRole("heading", { level: 2, name: t("upload.title") })).toBeVisible();
      await expectGoodPage(page);

      await choose(page, locale, filesOf(mark));
      await expect(
        page.getByText(t("upload.box.finished", { files: 5, stored: 5, known: 1, aside: 0, refused: 0 })),
      ).toBeVisible();
      await expect(row(page, "one.json")).toContainText(t("upload.box.counts.stored", { count: 1 }));
      await expect(row(page, "five.mbox")).toContainText(t("upload.box.counts.stored", { count: 1 }));
      await expect(row(page, "five.mbox")).toContainText(t("upload.box.counts.known", { count: 1 }));
      await expectGoodPage(page);

      await choose(page, locale, filesOf(mark).slice(0, 2));
      await expect(
        page.getByText(t("upload.box.finished", { files: 7, stored: 5, known: 3, aside: 0, refused: 0 })),
      ).toBeVisible();

      await row(page, "two.json.gz")
        .getByText(t("upload.box.details", { count: 1 }))
        .click();
      await row(page, "two.json.gz")
        .getByRole("link", { name: t("upload.box.show") })
        .click();
      await expect(
        page.getByRole("heading", { name: t("reports.one.title", { reporter: "Uploaded Reporter" }) }),
      ).toBeVisible();
      await expect(page.getByText(t("common.trust.upload"), { exact: true }).first()).toBeVisible();
    });

    test("what cannot be counted waits in quarantine, is looked at, tried again and discarded", async ({
      page,
    }) => {
      const organization = await openDemo(page);
      const origin = new URL(page.url()).origin;
      await page.goto(`${origin}${organization}/upload`);
      await expect(page.getByRole("heading", { level: 1, name: t("upload.title") })).toBeVisible();
      await choose(page, locale, [
        { name: "foreign.json", buffer: Buffer.from(json(`${mark}-9`, `elsewhere-${locale}.test`)) },
        { name: "broken.json", buffer: Buffer.from(`{"<b>${mark}</b>": `) },
        { name: "hello.eml", buffer: buildMail([{ type: "text/plain", content: "Hello" }]) },
      ]);
      await expect(row(page, "foreign.json")).toContainText(t("upload.box.outcome.aside"));
      await expect(row(page, "foreign.json")).toContainText(`elsewhere-${locale}.test`);
      await expect(row(page, "broken.json")).toContainText(t("upload.box.outcome.aside"));
      await expect(row(page, "hello.eml")).toContainText(t("upload.box.counts.skipped", { count: 1 }));
      await expectGoodPage(page);

      await page.goto(`${origin}${organization}/quarantine`);
      await expectGoodPage(page);
      const foreign = page
        .getByRole("row")
        .filter({ hasText: t("quarantine.reason.foreign-domain.title") })
        .first();
      await foreign.getByRole("link").click();
      await expect(page.getByText(`elsewhere-${locale}.test`).first()).toBeVisible();
      await expectGoodPage(page);
      const raw = await page.request.get(`${page.url()}/raw`);
      expect(raw.headers()).toMatchObject({
        "content-type": "application/octet-stream",
        "x-content-type-options": "nosniff",
        "content-disposition": expect.stringContaining("attachment"),
      });
      expect(await raw.json()).toMatchObject({ "report-id": `${mark}-9` });
      await page.getByRole("button", { name: t("quarantine.replayOne") }).click();
      await expect(page.getByText(t("quarantine.replayed", { replayed: 0, left: 1 }))).toBeVisible();

      await page.goto(`${origin}${organization}/quarantine`);
      const rows = page.getByRole("row").filter({ has: page.getByRole("checkbox") });
      const waiting = await rows.count();
      await rows
        .filter({ hasText: t("quarantine.reason.unreadable.title") })
        .first()
        .getByRole("checkbox")
        .check();
      await page.getByRole("button", { name: t("quarantine.discardChosen"), exact: true }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: t("quarantine.discardChosen"), exact: true })
        .click();
      await expect(page.getByText(t("quarantine.discarded", { count: 1 }))).toBeVisible();
      await expect(rows).toHaveCount(waiting - 1);
    });

    test("a file over the cap is not sent, and the cap is named", async ({ page }) => {
      const organization = await openDemo(page);
      await page.goto(`${new URL(page.url()).origin}${organization}/upload`);
      // Made in the page: the browser would need all of it in a message.
      await page.getByLabel(t("upload.box.label")).evaluate((input: HTMLInputElement) => {
        const files = new DataTransfer();
        files.items.add(new File([new Uint8Array(67_108_865)], "huge.zip"));
        input.files = files.files;
        input.dispatchEvent(new Event("change", { bubbles: true }));
      });
      await expect(row(page, "huge.zip")).toContainText("fileBytes");
      await expect(row(page, "huge.zip")).toContainText(t("upload.box.step.too-large"));
    });

    test("an administrator replaces the report address and ends the old one", async ({ page }) => {
      const organization = await openDemo(page);
      await page.goto(`${new URL(page.url()).origin}${organization}/domains/${domain}/setup`);
      const record = page.locator("code").filter({ hasText: "v=TLSRPTv1" }).first();
      const endings = page.getByRole("button", { name: t("addressRotation.revoke"), exact: true });
      const before = (await record.textContent()) ?? "";
      await page.getByText(t("addressRotation.title"), { exact: true }).click();
      await page.getByLabel(t("addressRotation.grace")).selectOption("7");
      await page.getByRole("button", { name: t("addressRotation.submit") }).click();
      await expect(page.getByText(t("addressRotation.formerTitle"))).toBeVisible();
      await expect(record).not.toHaveText(before);
      await expectGoodPage(page);
      const working = await endings.count();
      await endings.first().click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: t("addressRotation.revoke"), exact: true })
        .click();
      await expect(page.getByRole("dialog")).toBeHidden();
      await expect(endings).toHaveCount(working - 1);
    });

    test("an administrator says how long reports are kept", async ({ page }) => {
      const organization = await openDemo(page);
      await page.goto(`${new URL(page.url()).origin}${organization}/settings`);
      await expectGoodPage(page);
      const days = page.getByLabel(t("settings.retention.days"));
      await days.fill("29");
      await page.getByRole("button", { name: t("settings.retention.submit") }).click();
      await expect(page.getByText(t("settings.retention.invalid"))).toBeVisible();
      await days.fill("800");
      await page.getByRole("button", { name: t("settings.retention.submit") }).click();
      await expect(page.getByText(t("settings.retention.saved", { days: 800 }))).toBeVisible();
      await page.reload();
      await expect(days).toHaveValue("800");
    });
  });
}

test("another site cannot upload with a member’s cookie", async ({ page }) => {
  const organization = await openDemo(page);
  const slug = organization.split("/").at(-1);
  const origin = new URL(page.url()).origin;
  const post = (headers: Record<string, string>) =>
    page.request.post(`${origin}/api/upload/${slug}?domain=${domain}`, { headers, data: "{}" });
  expect((await post({ origin: "https://elsewhere.example" })).status()).toBe(403);
  expect((await post({ "sec-fetch-site": "cross-site" })).status()).toBe(403);
  expect((await post({ origin })).status()).toBe(200);
  await page.context().clearCookies();
  expect((await post({ origin })).status()).toBe(401);
});
