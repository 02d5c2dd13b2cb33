import { expect, expectGoodPage, openDemo, test } from "./support/test.ts";

/** Every page of a signed-in user, below the organization's path. */
const pages = [
  "/domains",
  "/domains/new",
  "/domains/healthy-enforce.example",
  "/domains/healthy-enforce.example?range=7",
  "/domains/testing-clean.example",
  "/domains/testing-expired-certificate.example?range=90",
  "/domains/policy-drift.example",
  "/domains/no-reports.example",
  "/domains/testing-expired-certificate.example/check",
  "/domains/no-reports.example/check",
  "/domains/policy-drift.example/history",
  "/domains/policy-drift.example/history?show=checks",
  "/domains/no-reports.example/history?show=certificates",
  "/domains/new-domain.example/setup",
  "/domains/policy-drift.example/setup",
  "/domains/policy-drift.example/setup?mode=testing",
  "/domains/testing-clean.example/setup?mode=enforce",
  "/domains/testing-expired-certificate.example/setup?mode=enforce",
  "/domains/healthy-enforce.example/setup?mode=none",
  "/domains/testing-expired-certificate.example/reports",
  "/domains/no-reports.example/reports",
  "/domains/healthy-enforce.example/upload",
  "/domains/healthy-enforce.example/quarantine",
  "/upload",
  "/quarantine",
  "/settings",
  "/mailboxes",
  "/mailboxes/new",
  "/members",
];

const looks = [
  { name: "wide, light, English", locale: "en-GB", width: 1280, colorScheme: "light" },
  { name: "narrow, dark, French", locale: "fr-FR", width: 360, colorScheme: "dark" },
] as const;

for (const { name, locale, width, colorScheme } of looks) {
  test.describe(name, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 900 } });

    test("every page is accessible and fits", async ({ page }) => {
      test.setTimeout(180_000);
      const organization = await openDemo(page);
      const origin = new URL(page.url()).origin;
      for (const path of pages) {
        await test.step(path, async () => {
          await page.goto(`${origin}${organization}${path}`);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
          await expectGoodPage(page);
        });
      }
      await page.goto(`${origin}/account`);
      await expectGoodPage(page);
    });
  });
}

test("a report's page shows what it says, and its JSON can be downloaded", async ({ page }) => {
  const organization = await openDemo(page);
  const origin = new URL(page.url()).origin;
  await page.goto(`${origin}${organization}/domains/testing-expired-certificate.example/reports`);
  await page
    .getByRole("link", { name: /Microsoft Corporation/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("certificate-expired").first()).toBeVisible();
  await expectGoodPage(page);
  const id = page.url().split("/").at(-1);
  const json = await page.request.get(`${page.url()}/raw?form=json`);
  expect(json.headers()["content-disposition"]).toContain("attachment");
  expect(await json.json()).toMatchObject({ "organization-name": "Microsoft Corporation" });
  const foreign = await page.request.get(
    page.url().replace(`/${id}`, "/00000000-0000-7000-8000-000000000000"),
  );
  expect(foreign.status()).toBe(404);
});

test("nobody gets in without signing in", async ({ page }) => {
  const organization = await openDemo(page);
  const origin = new URL(page.url()).origin;
  await page.context().clearCookies();
  await page.goto(`${origin}${organization}/domains`);
  await expect(page).toHaveURL(/\/sign-in/);
});
