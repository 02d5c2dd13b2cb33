import type { Page } from "@playwright/test";
import { addDays, utcDay } from "#lib/core/trend/day.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { createControlClient } from "../mail-world/control-client.ts";
import type { PlannedFailure } from "../mail-world/reporter/report-plan.ts";
import { stage } from "./stage.ts";
import { expect } from "./test.ts";
import { words } from "./words.ts";

/** What a newcomer does with one domain, in one language; each step asserts what the page then says. */
export function journey(page: Page, locale: Locale, domain: string) {
  const t = words(locale);
  const world = createControlClient(stage().control);
  const organization = () => /\/o\/([^/]+)/.exec(page.url())?.[1] ?? "";
  const overview = () => `${stage().url}/o/${organization()}/domains/${domain}`;
  const setup = () => `${overview()}/setup`;

  return {
    async signUp(link: string, email: string | null) {
      await page.goto(link);
      if (email) await page.getByLabel(t("accounts.field.email")).fill(email);
      await page.getByLabel(t("accounts.field.password"), { exact: true }).fill("a long and quiet password");
      await page.getByRole("button", { name: t("accounts.create.submit") }).click();
      await expect(page.getByRole("heading", { level: 1, name: t("domains.list.title") })).toBeVisible();
    },

    async addDomain() {
      await world.publish(domain, { mx: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}` }] });
      await page
        .getByRole("link", { name: t("domains.list.add") })
        .first()
        .click();
      await page.getByLabel(t("domains.add.name")).fill(domain);
      await page.getByRole("button", { name: t("domains.add.submit") }).click();
      await expect(page).toHaveURL(setup());
      await expect(page.getByText(`_smtp._tls.${domain}`, { exact: true }).first()).toBeVisible();
    },

    /** Publishes exactly what the page says, and nothing else. */
    async publishAsTold() {
      await page.goto(setup());
      const told = await page.locator("code").allTextContents();
      const value = (start: string) => told.find((text) => text.startsWith(start)) ?? "";
      await world.change(domain, {
        tlsRpt: value("v=TLSRPTv1"),
        mtaSts: value("v=STSv1"),
        policy: value("version: STSv1"),
      });
      return /https:\/\/[^\s,;]+/.exec(value("v=TLSRPTv1"))?.[0] ?? "";
    },

    async verify() {
      await page.getByRole("button", { name: t("domains.setup.check.verify") }).click();
      await expect(page.getByText(t("domains.check.done", { errors: 0 }))).toBeVisible();
      await expect(page.getByText(t("domains.setup.proven.title"), { exact: true })).toBeVisible();
    },

    /** A reporter of the world reports on a day, from an address of its own. */
    async report(
      uri: string,
      reporter: string,
      daysAgo: number,
      successful: number,
      failures: PlannedFailure[] = [],
    ) {
      // The published destination is https at the public name; on loopback the same path is served plainly.
      const url = stage().url + new URL(uri).pathname;
      const day = addDays(utcDay(new Date()), -daysAgo);
      const plan = { domain, day, successful, failures, mx: [`mx1.${domain}`, `mx2.${domain}`] };
      const identity = { domain: reporter, organization: reporter, contact: `tls-reports@${reporter}` };
      const answer = await world.sendReport({ url, plan, habit: "plain", how: "gzip", reporter: identity });
      expect(answer.status, answer.body).toBe(201);
    },

    async expectSessions(sessions: number) {
      await page.goto(overview());
      const number = new Intl.NumberFormat(locale).format(sessions);
      await expect(page.getByText(number, { exact: true }).first()).toBeVisible();
      await expect(page.getByRole("img", { name: number })).toBeVisible();
    },

    async expectAdvice(advice: "stay" | "ready" | "publish") {
      await page.goto(overview());
      await expect(page.getByRole("heading", { name: t(`verdict.advice.${advice}.title`) })).toBeVisible();
    },
    t,
  };
}
