import { ensureChromium } from "./verify/chromium.ts";

// Prints where the browser of the tests is, after installing one if there is none. Empty: Playwright finds its own.

console.log((await ensureChromium()) ?? "");
