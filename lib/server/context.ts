import { readFileSync } from "node:fs";
import { createDb, type Db } from "#lib/db/client.ts";
import { createMailer } from "#lib/net/mail/mailer.ts";
import { createNet } from "#lib/net/net.ts";
import type { Actor, Context, Settings } from "#lib/services/context.ts";
import { createVault } from "#lib/services/vault.ts";
import { type Env, env } from "./env.ts";

/** A context for one request or job of this process; connections and caches are shared. */
export function contextFor(actor: Actor, now = new Date()): Context {
  return { actor, ...shared(), now };
}

export function settingsOf(environment: Env): Settings {
  const { publicUrl, reportUrl, reportMailDomain, signUp } = environment;
  return { publicUrl, reportUrl, reportMailDomain, signUp };
}

type Shared = Omit<Context, "actor" | "now">;

// Next loads server code several times (per bundle, and anew in development): the process has one pool all the same.
const holder = globalThis as typeof globalThis & { sealpostShared?: Shared };

function shared(): Shared {
  holder.sealpostShared ??= compose(env());
  return holder.sealpostShared;
}

function compose(environment: Env): Shared {
  const { extraCaFile, databaseUrl, authSecret } = environment;
  if (!databaseUrl) throw new Error("DATABASE_URL is missing: `npm start` sets it for its own processes.");
  if (!authSecret) throw new Error("AUTH_SECRET is missing: `npm start` sets it for its own processes.");
  const db: Db = createDb(databaseUrl, { maxConnections: 10 });
  return {
    db,
    net: createNet({
      dnsServers: environment.dnsServers,
      policyPort: environment.policyPort,
      nameServerPort: environment.nameServerPort,
      mx: {
        port: environment.smtpPort,
        source: environment.probeSource,
        helloName: environment.probeName,
      },
      extraCaPems: extraCaFile ? [readFileSync(extraCaFile, "utf8")] : [],
      allowTargets: environment.allowTargets,
    }),
    mailer: environment.mail ? createMailer(environment.mail) : null,
    vault: createVault(authSecret),
    settings: settingsOf(environment),
  };
}
