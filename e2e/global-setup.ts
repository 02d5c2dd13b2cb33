import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cloneDatabase, startTestServer } from "#lib/db/testing/test-server.ts";
import { freePort } from "../scripts/supervisor/preflight.ts";
import { openControlDoor } from "./mail-world/control/control-door.ts";
import { createWorld } from "./mail-world/world.ts";
import { runScript } from "./support/run-script.ts";
import { type Stage, stageVariable } from "./support/stage.ts";

/**
 * Sets the stage: a fresh installation in a mail-world of its own, for the journey, and the demonstration
 * (`npm run demo`) for everything that needs a life behind it. Both are started as an operator starts them.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), "sealpost-e2e-"));
  const [database, world] = await Promise.all([startTestServer(), createWorld()]);
  const control = await openControlDoor(world, 0);
  const clone = await cloneDatabase(database);
  const intakePort = await freePort("127.0.0.1");
  const fresh = await runScript("scripts/start.ts", {
    ...world.env,
    DATA_DIR: dataDir,
    DATABASE_URL: clone.url,
    PORT: "0",
    INTAKE_PORT: String(intakePort),
    LOG_LEVEL: "warn",
  });
  const demo = await runScript("scripts/demo.ts", { PORT: "0", INTAKE_PORT: "0", LOG_LEVEL: "warn" });
  const stage: Stage = {
    url: fresh.told(/ready: (\S+)/),
    intakeUrl: `http://127.0.0.1:${intakePort}`,
    setUpLink: fresh.told(/first account[^:]*: (\S+)/),
    databaseUrl: clone.url,
    control: control.url,
    demoUrl: demo.told(/ready: (\S+)/),
    demoDoor: demo.told(/sample user: (\S+)/),
  };
  process.env[stageVariable] = JSON.stringify(stage);
  return async () => {
    await Promise.all([fresh.stop(), demo.stop()]);
    await control.stop();
    await world.stop();
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
