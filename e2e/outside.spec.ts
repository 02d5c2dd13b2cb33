import { createDb, type Db } from "#lib/db/client.ts";
import { createControlClient } from "./mail-world/control-client.ts";
import { invite } from "./support/invite.ts";
import { journey } from "./support/journey.ts";
import { stage } from "./support/stage.ts";
import { expect, expectGoodPage, test } from "./support/test.ts";

let db: Db;
test.beforeAll(() => {
  db = createDb(stage().databaseUrl, { maxConnections: 1 });
});
test.afterAll(() => db.close());

test("rows fill as they come, and a check that is left goes on", async ({ page }) => {
  test.setTimeout(120_000);
  const domain = "streamed.example";
  const step = journey(page, "en", domain);
  await step.signUp(await invitation("streamed@example.org"), null);
  await page.goto(`${stage().url}/domains`);
  await step.addDomain();
  await step.publishAsTold();
  await step.verify();
  const check = page.url().replace(/setup$/, "check");
  await page.goto(check);

  // The second host takes the connection and never says a word, so the first one's row is there long before.
  const slow = { host: `mx2.${domain}`, smtp: { connection: "silent" as const } };
  await createControlClient(stage().control).change(domain, { mx: [{ host: `mx1.${domain}` }, slow] });
  await db.pool.query("UPDATE mx_hosts SET probed_at = probed_at - interval '1 day', not_before = NULL");
  await page.getByRole("button", { name: step.t("checkPage.live.start") }).click();
  const rows = page.getByRole("table", { name: step.t("checkPage.live.table") });
  await expect(rows.getByRole("row", { name: `mx1.${domain}` })).toContainText(step.t("outside.mx.state.ok"));
  await expect(rows.getByRole("row", { name: `mx2.${domain}` })).toContainText(
    step.t("outside.mx.state.looking"),
  );
  await expectGoodPage(page);

  await page
    .getByRole("link", { name: step.t("domains.sections.history"), exact: true })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 2, name: step.t("history.title") })).toBeVisible();
  await page.getByRole("link", { name: step.t("domains.sections.check"), exact: true }).click();
  await expect(page.getByText(step.t("checkPage.live.status.elsewhere"))).toBeVisible();
  await expect(page.getByText(step.t("outside.fault.banner-timeout")).first()).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(step.t("checkPage.live.status.elsewhere"))).toBeHidden();
  await expectGoodPage(page);
});

test("a record that is published, but not visible yet, is told from one that is not there", async ({
  page,
}) => {
  const domain = "late.example";
  const step = journey(page, "en", domain);
  await step.signUp(await invitation("late@example.org"), null);
  await page.goto(`${stage().url}/domains`);
  await step.addDomain();
  await page.getByRole("button", { name: step.t("domains.setup.check.verify") }).click();
  await expect(page.getByText(step.t("domains.check.notProven"))).toBeVisible();
  const proof = page.getByRole("region", { name: step.t("domains.setup.ownership.title") });
  await proof.getByRole("button", { name: step.t("zoneCheck.ask") }).click();
  await expect(proof.getByText(step.t("zoneCheck.notPublished.text"))).toBeVisible();

  const told = await proof.locator("code").allTextContents();
  const token = told.find((text) => text.startsWith("sealpost-domain=")) ?? "";
  await createControlClient(stage().control).change(domain, {
    txt: { _sealpost: token },
    resolverLags: ["_sealpost"],
  });
  await proof.getByRole("button", { name: step.t("zoneCheck.ask") }).click();
  const name = `_sealpost.${domain}`;
  await expect(
    proof.getByRole("heading", { name: step.t("findings.zone-record-not-visible-yet.title", { name }) }),
  ).toBeVisible();
  await expect(proof.getByText(token, { exact: true })).toHaveCount(2);
  await expectGoodPage(page);
});

/** An invitation into an organization of the test's own. */
async function invitation(email: string): Promise<string> {
  const slug = email.replace(/\W+/g, "-");
  await db.prisma.organization.create({ data: { slug, name: email } });
  return invite(db, slug, email);
}
