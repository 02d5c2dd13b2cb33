import { createDb } from "#lib/db/client.ts";
import { invite } from "./support/invite.ts";
import { journey } from "./support/journey.ts";
import { outside } from "./support/outside.ts";
import { stage } from "./support/stage.ts";
import { expect, expectGoodPage, test } from "./support/test.ts";
import { words } from "./support/words.ts";

const reporters = ["reporter-one.example", "reporter-two.example", "reporter-three.example"];

test.describe.configure({ mode: "serial" });

test("from sign-up to ready, with a failing week on the way", async ({ page }) => {
  test.setTimeout(180_000);
  const domain = "journey.example";
  const step = journey(page, "en", domain);
  await step.signUp(stage().setUpLink, "first@example.org");
  await step.addDomain();
  await expectGoodPage(page);
  const uri = await step.publishAsTold();
  await step.verify();
  await expectGoodPage(page);

  await step.report(uri, "reporter-one.example", 29, 1234);
  await step.expectSessions(1234);
  await step.expectAdvice("stay");
  await expect(
    page.getByText(step.t("verdict.reason.testing-too-short", { days: 0, minDays: 14 })),
  ).toBeVisible();

  const failure = { resultType: "certificate-expired", sessions: 30, mx: `mx2.${domain}` };
  for (const reporter of reporters) {
    for (let daysAgo = 28; daysAgo > 21; daysAgo -= 1) await step.report(uri, reporter, daysAgo, 100);
    for (let daysAgo = 21; daysAgo > 14; daysAgo -= 1)
      await step.report(uri, reporter, daysAgo, 70, [failure]);
  }
  await aMonthPasses(domain);
  await step.expectAdvice("stay");
  await expect(page.getByText(/reporter-one\.example saw 210 sessions fail/)).toBeVisible();
  await expect(page.getByText(/certificate-expired at mx2\.journey\.example/).first()).toBeVisible();
  await expectGoodPage(page);

  for (const reporter of reporters) {
    for (let daysAgo = 14; daysAgo > 0; daysAgo -= 1) await step.report(uri, reporter, daysAgo, 100);
  }
  await step.expectAdvice("ready");
  await expectGoodPage(page);
});

test("the same steps in French", async ({ browser }) => {
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  const step = journey(page, "fr", "voyage.example");
  await step.signUp(await invitation("deuxieme@example.org"), null);
  await page.goto(`${stage().url}/domains`);
  await step.addDomain();
  const uri = await step.publishAsTold();
  await step.verify();
  await expectGoodPage(page);
  await step.report(uri, "reporter-one.example", 1, 2345);
  await step.expectSessions(2345);
  await step.expectAdvice("stay");
  await expectGoodPage(page);
  await context.close();
});

for (const { locale, domain, email } of [
  { locale: "en", domain: "outside.example", email: "third@example.org" },
  { locale: "fr", domain: "dehors.example", email: "quatrieme@example.org" },
] as const) {
  test(`a fault at an MX host, from the live check to its repair (${locale})`, async ({ browser }) => {
    test.setTimeout(180_000);
    const context = await browser.newContext({ locale: locale === "fr" ? "fr-FR" : "en-GB" });
    const page = await context.newPage();
    const step = journey(page, locale, domain);
    await step.signUp(await invitation(email), null);
    await page.goto(`${stage().url}/domains`);
    await step.addDomain();
    const uri = await step.publishAsTold();
    await step.verify();
    const failure = { resultType: "certificate-expired", sessions: 41, mx: `mx2.${domain}` };
    await step.report(uri, "reporter-one.example", 1, 100, [failure]);

    const look = outside(page, locale, domain);
    await look.mx2Presents("expired");
    await look.checkLive(1);
    await expect(page.getByText(look.expired()).first()).toBeVisible();
    await expectGoodPage(page);
    await look.lookAtReported("still-visible");
    await expectGoodPage(page);

    await look.mx2Presents({ validDays: 200 });
    await look.lookAtReported("not-visible");
    await look.checkLive(0);
    await look.expectHistory(["check-failing", "mx-certificate-renewed", "check-recovered"]);
    await expectGoodPage(page);
    await context.close();
  });
}

test("a wrong password, a new one, and signing out", async ({ browser }) => {
  // A refused sign-in answers 401, which the browser notes as an error of its own.
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  const t = words("en");
  const signIn = async (password: string) => {
    await page.goto(`${stage().url}/sign-in`);
    await page.getByLabel(t("accounts.field.email")).fill("first@example.org");
    await page.getByLabel(t("accounts.field.password"), { exact: true }).fill(password);
    await page.getByRole("button", { name: t("accounts.signIn.submit") }).click();
  };
  await signIn("not the password");
  await expect(page.getByText(t("accounts.problem.wrong-credentials"))).toBeVisible();
  await expectGoodPage(page);
  await signIn("a long and quiet password");
  await expect(page).toHaveURL(/\/domains$/);

  await page.goto(`${stage().url}/account`);
  await page.getByLabel(t("accounts.field.currentPassword")).fill("a long and quiet password");
  await page.getByLabel(t("accounts.field.newPassword")).fill("another long and quiet one");
  const before = await context.cookies();
  await page.getByRole("button", { name: t("accounts.account.password.submit") }).click();
  await expect(page.getByText(t("accounts.account.password.changed"))).toBeVisible();

  const other = await browser.newContext();
  await other.addCookies(before);
  const stale = await other.newPage();
  await stale.goto(`${stage().url}/account`);
  await expect(stale).toHaveURL(/\/sign-in/);
  await other.close();

  await page.getByRole("button", { name: t("accounts.menu.open", { email: "first@example.org" }) }).click();
  await page.getByRole("button", { name: t("accounts.menu.signOut"), exact: true }).click();
  await expect(page.getByRole("link", { name: t("accounts.signIn.title") }).first()).toBeVisible();
  await page.goto(`${stage().url}/account`);
  await expect(page).toHaveURL(/\/sign-in/);
  await signIn("another long and quiet one");
  await expect(page).toHaveURL(/\/domains$/);
  await context.close();
});

/** The one thing that a test cannot live through: the policy has been seen in testing for a month. */
async function aMonthPasses(domain: string): Promise<void> {
  const db = createDb(stage().databaseUrl, { maxConnections: 1 });
  await db.pool.query("UPDATE domains SET stage_since = stage_since - interval '30 days' WHERE name = $1", [
    domain,
  ]);
  await db.close();
}

/** An invitation into the first organization. */
async function invitation(email: string): Promise<string> {
  const db = createDb(stage().databaseUrl, { maxConnections: 1 });
  const { slug } = await db.prisma.organization.findFirstOrThrow({ orderBy: { createdAt: "asc" } });
  const link = await invite(db, slug, email);
  await db.close();
  return link;
}
