import type { Page } from "@playwright/test";
import { createDb } from "#lib/db/client.ts";
import type { Locale } from "#lib/i18n/locale.ts";
import { createControlClient } from "../mail-world/control-client.ts";
import type { CertificateDescription } from "../mail-world/description.ts";
import { stage } from "./stage.ts";
import { expect } from "./test.ts";
import { words } from "./words.ts";

/** What an administrator does about a mail host of a proven domain, whose page is open. */
export function outside(page: Page, locale: Locale, domain: string) {
  const t = words(locale);
  const world = createControlClient(stage().control);
  const organization = /\/o\/([^/]+)/.exec(page.url())?.[1] ?? "";
  const overview = `${stage().url}/o/${organization}/domains/${domain}`;

  return {
    /** Its certificate from now on, the other host's is well; the rest that hosts are left alone for is over. */
    async mx2Presents(certificate: CertificateDescription) {
      await world.change(domain, {
        mx: [{ host: `mx1.${domain}` }, { host: `mx2.${domain}`, smtp: { certificate } }],
      });
      const db = createDb(stage().databaseUrl, { maxConnections: 1 });
      await db.pool.query("UPDATE mx_hosts SET probed_at = probed_at - interval '1 day', not_before = NULL");
      await db.close();
    },

    /** The title of the finding. */
    expired: () => t("findings.mx-certificate-expired.title", { host: `mx2.${domain}` }),

    async checkLive(errors: 0 | 1) {
      await page.goto(`${overview}/check`);
      await page.getByRole("button", { name: t("checkPage.live.start") }).click();
      const told = t("checkPage.live.status.done", { at: "AT", errors }).split("AT")[1] ?? "";
      await expect(page.getByRole("status").filter({ hasText: told }).first()).toBeVisible();
      await page.getByText(t("checkPage.live.course"), { exact: true }).click();
      await expect(page.getByRole("table", { name: t("checkPage.live.table") })).toContainText(
        `mx2.${domain}`,
      );
    },

    async lookAtReported(standing: "still-visible" | "not-visible") {
      await page.goto(overview);
      const name = `${t("faultProbe.look")} ${t("faultProbe.lookAt", { what: `mx2.${domain}` })}`;
      await page.getByRole("button", { name }).first().click();
      await expect(page.getByText(t(`joined.standing.${standing}`), { exact: true })).toBeVisible();
    },

    async expectHistory(kinds: ("check-failing" | "check-recovered" | "mx-certificate-renewed")[]) {
      await page.goto(`${overview}/history`);
      for (const kind of kinds) {
        await expect(
          page.getByText(t(`timeline.events.${kind}.title`), { exact: true }).first(),
        ).toBeVisible();
      }
    },
    t,
  };
}
