import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { formatTlsReport } from "#lib/core/tlsrpt/format-report.ts";
import { testReport } from "#lib/core/tlsrpt/test-report-mark.ts";
import { createDb, type Db } from "#lib/db/client.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { createSignInLink } from "#lib/services/accounts/create-sign-in-link.ts";
import { makeDomain, makeUser, testContext } from "#lib/services/testing/test-world.ts";
import { stage } from "./support/stage.ts";
import { expect, expectGoodPage, test } from "./support/test.ts";
import { words } from "./support/words.ts";

let db: Db;
test.beforeAll(() => {
  db = createDb(stage().databaseUrl, { maxConnections: 2 });
});
test.afterAll(() => db.close());

const looks = [
  { locale: "en", browser: "en-GB", width: 1280, colorScheme: "light" },
  { locale: "fr", browser: "fr-FR", width: 360, colorScheme: "dark" },
] as const;

for (const { locale, browser, width, colorScheme } of looks) {
  test.describe(locale, () => {
    test.use({ locale: browser, colorScheme, viewport: { width, height: 900 } });

    test("a test report arrives through the front door, and leaves everything as it was", async ({
      page,
    }) => {
      const t = words(locale);
      const { domain, domainId, token, base } = await signIn(page, locale);
      await page.goto(`${base}/reports`);
      await page.getByRole("link", { name: t("testReport.link") }).click();
      await expect(page.getByText(t("testReport.none"))).toBeVisible();
      await expect(page.getByText(t("testReport.gap.no-mail-domain"))).toBeVisible();
      await expectGoodPage(page);

      await page.getByRole("button", { name: sendBy(t) }).click();
      const steps = page.getByRole("list", { name: t("testReport.steps") });
      await expect(steps.getByText(t("testReport.hop.answered.ok", { status: 200 }))).toBeVisible();
      await expect(page.getByText(t("testReport.state.arrived"), { exact: true })).toBeVisible();
      for (const step of [
        "resolved",
        "connected",
        "secured",
        "arrived",
        "unpacked",
        "vouched",
        "stored",
      ] as const) {
        await expect(steps.getByText(t(`testReport.hop.${step}.name`)).first()).toBeVisible();
      }
      await expect(steps.getByText(t("testReport.fault.no-tls.remedy"))).toBeVisible();
      await expectGoodPage(page);

      await page.getByRole("button", { name: sendBy(t) }).click();
      await expect(
        page.getByText(t("testReport.answer.rate-limited", { seconds: 1 }).split("1")[0] ?? ""),
      ).toBeVisible();

      await page.goto(base);
      await expect(page.getByText(t("domains.overview.reporters.none", { days: 30 }))).toBeVisible();
      await page.goto(`${base}/reports`);
      await expect(page.getByText(t("reports.list.emptyTitle"))).toBeVisible();
      const where = { where: { domainId } };
      expect([
        await db.prisma.report.count(where),
        await db.prisma.dailySessions.count(where),
        await db.prisma.quarantined.count(where),
      ]).toEqual([0, 0, 0]);

      const forged = testReport({ id: crypto.randomUUID(), domain, host: "forger.example", now: new Date() });
      const body = new Uint8Array(gzipSync(formatTlsReport(forged)));
      const answer = await fetch(`${stage().url}/api/tlsrpt/${token}`, { method: "POST", body });
      expect(answer.status).toBe(400);
    });

    test("totals say what vouches for them, and lead to those reports", async ({ page }) => {
      const t = words(locale);
      const { domainId, base } = await signIn(page, locale);
      for (const [trust, successful] of [
        ["dkim", 74],
        ["unverified", 25],
      ] as const) {
        await db.pool.query(
          `INSERT INTO daily_sessions
              (domain_id, day, reporter, trust, voucher, policy_type, reports, successful, failed, updated_at)
            VALUES ($1, current_date - 1, $2, $2::text::trust, '', 'sts', 1, $3, $4, now())`,
          [domainId, trust, successful, trust === "dkim" ? 1 : 0],
        );
      }
      await page.goto(base);
      const entry = (trust: "dkim" | "fcrdns" | "unverified") =>
        page.getByRole("listitem").filter({ hasText: t(`common.trustMeaning.${trust}`) });
      await expect(entry("dkim")).toContainText(t("trustTotals.sessions", { sessions: 75 }));
      await expect(entry("dkim")).toContainText("75");
      await expect(entry("unverified")).toContainText(t("trustTotals.sessions", { sessions: 25 }));
      await expect(entry("fcrdns")).toContainText(t("trustTotals.none"));
      await expect(entry("fcrdns").getByRole("link")).toHaveCount(0);
      await expectGoodPage(page);
      await entry("dkim").getByRole("link").click();
      await expect(page).toHaveURL(`${base}/reports?trust=dkim`);
      await expect(page.getByText(t("trustTotals.noneTitle"))).toBeVisible();
      await expectGoodPage(page);
    });
  });
}

function sendBy(t: ReturnType<typeof words>): string {
  return `${t("testReport.send")} ${t("testReport.sendBy", { road: t("testReport.road.https.name") })}`;
}

let count = 0;

/** A member of an organization of their own with one proven domain. */
async function signIn(page: Page, locale: Locale) {
  count += 1;
  const name = `sender${count}-${locale}-${Date.now()}`;
  const user = await makeUser(db, `${name}@example.org`);
  const domain = `${name}.example`;
  const ids = await makeDomain(db, user.organization, domain);
  const settings = {
    publicUrl: stage().url,
    reportUrl: null,
    reportMailDomain: null,
    signUp: "invitation" as const,
  };
  const context = testContext(db, { kind: "system" }, { settings, now: new Date() });
  const email = `${name}@example.org`;
  const made = await createSignInLink(context, { email });
  if (!made.ok) throw new Error(made.code);
  await page.goto(made.value.link);
  await page.getByRole("button", { name: words(locale)("accounts.operatorLink.submit", { email }) }).click();
  await page.waitForURL(/\/account$/);
  return { ...ids, domain, base: `${stage().url}/o/${user.organization}/domains/${domain}` };
}
