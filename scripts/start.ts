import { childPlans } from "./supervisor/child-plans.ts";
import { followNpm } from "./supervisor/follow-npm.ts";
import { environmentWithFile, root } from "./supervisor/root.ts";
import { supervise } from "./supervisor/supervise.ts";

// npm start: checks, builds when the sources changed, starts PostgreSQL, migrates, serves. See docs/self-hosting.md.

followNpm();
process.exit(
  await supervise({ root, mode: "production", environment: environmentWithFile(), plans: childPlans }),
);
