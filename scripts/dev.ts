import { watch } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Child } from "./supervisor/child.ts";
import { childPlans } from "./supervisor/child-plans.ts";
import { followNpm } from "./supervisor/follow-npm.ts";
import { type MailWorld, startMailWorld } from "./supervisor/mail-world.ts";
import { environmentWithFile, root } from "./supervisor/root.ts";
import { supervise } from "./supervisor/supervise.ts";

// npm run dev: like npm start, with hot reload. `-- --mail-world`: offline, in the small internet of e2e/mail-world.

const { values } = parseArgs({ options: { "mail-world": { type: "boolean", default: false } } });
followNpm();
const mailWorld = values["mail-world"] ? await startMailWorld(root) : null;
if (mailWorld) console.log(`mail-world is steered at ${mailWorld.control}`);
const code = await run(mailWorld);
await mailWorld?.stop();
process.exit(code);

function run(world: MailWorld | null): Promise<number> {
  return supervise({
    root,
    mode: "development",
    environment: { ...environmentWithFile(), ...world?.settings },
    plans: childPlans,
    serving: (_, [, intake]) => restartOnChange(intake),
  });
}

/** Next reloads the pages itself; the intake is a plain Node process. */
function restartOnChange(intake: Child | undefined): void {
  let timer: NodeJS.Timeout | undefined;
  watch(join(root, "lib"), { recursive: true }, (_, name) => {
    if (!name?.endsWith(".ts") || name.endsWith(".test.ts")) return;
    clearTimeout(timer);
    timer = setTimeout(() => intake?.restart(), 200);
  });
}
