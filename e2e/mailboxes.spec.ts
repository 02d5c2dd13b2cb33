import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { addDays, utcDay } from "#lib/core/trend/day.ts";
import { startHoodiecrow } from "#lib/net/mail/imap/testing/hoodiecrow.ts";
import type { TestImapServer } from "#lib/net/mail/imap/testing/imap-server.ts";
import { buildReportMail } from "#lib/net/unpack/testing/mail.ts";
import { expect, expectGoodPage, openDemo, test } from "./support/test.ts";
import { words } from "./support/words.ts";

const day = addDays(utcDay(new Date()), -3);

function reportMail(id: string): Buffer {
  const report = {
    "organization-name": "Mailed Reporter",
    "date-range": { "start-datetime": `${day}T00:00:00Z`, "end-datetime": `${day}T23:59:59Z` },
    "contact-info": "tls@reporter.example",
    "report-id": id,
    policies: [
      {
        policy: {
          "policy-type": "sts",
          "policy-string": ["version: STSv1"],
          "policy-domain": "no-reports.example",
        },
        summary: { "total-successful-session-count": 3, "total-failure-session-count": 0 },
      },
    ],
  };
  const content = gzipSync(JSON.stringify(report));
  return buildReportMail([{ type: "application/tlsrpt+gzip", name: "report.json.gz", content }]);
}

for (const { locale, browser, width } of [
  { locale: "en", browser: "en-GB", width: 1280 },
  { locale: "fr", browser: "fr-FR", width: 360 },
] as const) {
  test.describe(locale, () => {
    test.use({ locale: browser, viewport: { width, height: 900 } });
    const t = words(locale);
    const textbox = (page: Page, name: string) => page.getByRole("textbox", { name, exact: true });
    const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
    let server: TestImapServer;

    test.beforeAll(async () => {
      server = await startHoodiecrow();
      await server.put([
        reportMail(`${locale}-${Date.now()}@reporter.example`),
        "Subject: lunch\r\n\r\nAt noon?\r\n",
      ]);
    });
    test.afterAll(() => server.stop());

    async function openForm(page: Page) {
      const organization = await openDemo(page);
      await page.goto(`${new URL(page.url()).origin}${organization}/mailboxes/new`);
      await textbox(page, t("mailboxes.form.host")).fill("127.0.0.1");
      await textbox(page, t("mailboxes.form.port")).fill(String(server.port));
      await page.getByLabel(t("mailboxes.form.security_none")).check();
      await textbox(page, t("mailboxes.form.user")).fill(server.user);
    }

    test("a mailbox is tested, connected, read, and removed", async ({ page }) => {
      await openForm(page);
      const password = page.locator("input[name=secret]");
      await password.fill("wrong");
      await press(page, t("mailboxes.form.test"));
      await expect(page.getByText(t("mailboxes.fault.login-refused"))).toBeVisible();
      await password.fill(server.password);
      await press(page, t("mailboxes.form.test"));
      await expect(page.getByText(t("mailboxes.test.works", { mails: 2 }))).toBeVisible();
      await textbox(page, t("mailboxes.form.name")).fill(`Reports ${locale}`);
      await press(page, t("mailboxes.form.add"));
      await expect(page).toHaveURL(/\/mailboxes$/);

      const row = page.getByRole("listitem").filter({ hasText: `Reports ${locale}` });
      await expect(async () => {
        await page.reload();
        await expect(row).toContainText(t("mailboxes.counts", { mails: 2, reports: 1 }), { timeout: 500 });
      }).toPass({ timeout: 30_000 });
      await expect(row).toContainText(t("mailboxes.state.connected"));
      await expectGoodPage(page);

      await row.getByRole("button", { name: t("mailboxes.remove") }).click();
      await page
        .getByRole("dialog")
        .getByRole("button", { name: t("mailboxes.remove"), exact: true })
        .click();
      await expect(row).toHaveCount(0);
    });

    test("an OAuth 2 client asks for what it needs, and says why no token is had", async ({ page }) => {
      await openForm(page);
      await expect(textbox(page, t("mailboxes.form.tokenUrl"))).toHaveCount(0);
      await page.getByLabel(t("mailboxes.form.authentication_oauth2_client")).check();
      await press(page, t("mailboxes.form.add"));
      await expect(page.getByText(t("mailboxes.problem.token-url"))).toBeVisible();
      await expect(page.getByText(t("mailboxes.problem.client-id"))).toBeVisible();
      await expectGoodPage(page);

      await textbox(page, t("mailboxes.form.tokenUrl")).fill("https://login.nowhere.test/token");
      await textbox(page, t("mailboxes.form.clientId")).fill("app");
      await page.locator("input[name=secret]").fill("client secret");
      await press(page, t("mailboxes.form.test"));
      await expect(page.getByText(t("mailboxes.fault.token-unavailable"))).toBeVisible();
      await expect(page.getByLabel(t("mailboxes.form.authentication_oauth2_client"))).toBeChecked();
      await expectGoodPage(page);
    });
  });
}
