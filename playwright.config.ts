import { defineConfig } from "@playwright/test";
import { findChromium } from "./scripts/verify/chromium.ts";

/** Chromium without the calls home that a closed network refuses; `--no-sandbox` is what root needs. */
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const executablePath = await findChromium();

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: ".tmp/test-results",
  globalSetup: "./e2e/global-setup.ts",
  forbidOnly: true,
  workers: 2,
  timeout: 60_000,
  reporter: "list",
  use: {
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Paris",
    trace: "retain-on-failure",
    launchOptions: { args: quiet, ...(executablePath ? { executablePath } : {}) },
  },
});
