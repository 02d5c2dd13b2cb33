import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { createDb } from "#lib/db/client.ts";
import { createNet } from "#lib/net/net.ts";
import { settingsOf } from "#lib/server/context.ts";
import { createUser } from "#lib/services/accounts/create-user.ts";
import type { Context } from "#lib/services/context.ts";
import { createVault } from "#lib/services/vault.ts";
import type { World } from "../../e2e/mail-world/world.ts";
import { playScenario } from "../../prisma/scenarios/play-scenario.ts";
import { scenarios } from "../../prisma/scenarios/scenarios.ts";
import type { Installation } from "../supervisor/installation.ts";

export const demoEmail = "admin@sample.example";

/** Makes the sample user and lets every scenario be lived in the user's organization. */
export async function fillDemo(installation: Installation, world: World): Promise<void> {
  const db = createDb(installation.databaseUrl, { maxConnections: 4 });
  try {
    const user = {
      email: demoEmail,
      name: "Sample administrator",
      passwordHash: null,
      emailVerified: new Date(),
    };
    await db.prisma.$transaction((transaction) => createUser(transaction, user, null));
    const { slug } = await db.prisma.organization.findFirstOrThrow();
    const context: Context = {
      actor: { kind: "system" },
      db,
      net: createNet({
        dnsServers: [world.dns],
        policyPort: world.policyPort,
        mx: { port: world.smtpPort, source: { kind: "direct" }, helloName: null },
        extraCaPems: [readFileSync(world.caFile, "utf8")],
        allowTargets: ["127.0.0.0/8"],
      }),
      mailer: null,
      vault: createVault(randomBytes(32).toString("hex")),
      settings: settingsOf(installation.env),
      now: new Date(),
    };
    for (const scenario of scenarios) await playScenario(context, world, slug, scenario);
  } finally {
    await db.close();
  }
}
