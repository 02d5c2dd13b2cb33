import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createWorld } from "../e2e/mail-world/world.ts";
import { openDemoDoor } from "./demo/demo-door.ts";
import { fillDemo } from "./demo/fill-demo.ts";
import { childPlans } from "./supervisor/child-plans.ts";
import { followNpm } from "./supervisor/follow-npm.ts";
import { root } from "./supervisor/root.ts";
import { supervise } from "./supervisor/supervise.ts";

// npm run demo: a throw-away installation with sample domains, in the small internet of e2e/mail-world.

followNpm();
const dataDir = await mkdtemp(join(tmpdir(), "sealpost-demo-"));
const world = await createWorld();
const close: (() => Promise<void>)[] = [];
const code = await supervise({
  root,
  mode: "production",
  environment: {
    ...process.env,
    ...world.env,
    DATA_DIR: dataDir,
    DATABASE_URL: "",
    REPORT_URL: "https://reports.sealpost.example",
    SIGN_UP: "invitation",
  },
  plans: childPlans,
  beforeServing: (installation) => fillDemo(installation, world),
  serving: async (installation) => {
    const door = await openDemoDoor(installation);
    close.push(door.close);
    console.log(`Open the demonstration, signed in as its sample user: ${door.url}`);
    console.log("Everything in it is made up, and gone when you stop it (Ctrl-C).");
  },
});
for (const step of close) await step();
await world.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(code);
