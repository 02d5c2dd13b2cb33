import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { contextFor } from "#lib/server/context.ts";
import { type Env, readEnv } from "#lib/server/env.ts";
import type { Context } from "#lib/services/context.ts";
import { environmentWithFile, root } from "../supervisor/root.ts";
import { keptSecrets } from "../supervisor/secrets.ts";

/**
 * The installation of this checkout, as its operator: for what is run on the machine itself, beside a running server.
 * Otherwise what is missing, in words.
 */
export async function openInstallation(): Promise<
  { ok: true; context: Context } | { ok: false; problem: string }
> {
  const read = readEnv(environmentWithFile());
  if (!read.ok) return { ok: false, problem: read.problems.join("\n") };
  const found = await settingsOf(read.env);
  if (!found.ok) return found;
  // What the supervisor hands to its own processes, for those that read their environment.
  process.env.DATABASE_URL = found.databaseUrl;
  process.env.AUTH_SECRET = found.authSecret;
  return { ok: true, context: contextFor({ kind: "system" }) };
}

type Found = { ok: true; databaseUrl: string; authSecret: string } | { ok: false; problem: string };

/** The configured server, or the built-in one where its supervisor has it listening. */
async function settingsOf(env: Env): Promise<Found> {
  if (env.databaseUrl && env.authSecret) {
    return { ok: true, databaseUrl: env.databaseUrl, authSecret: env.authSecret };
  }
  const dataDir = resolve(root, env.dataDir);
  const port = await readFile(join(dataDir, "postgres-port"), "utf8").catch(() => null);
  const kept = env.databaseUrl || port ? await keptSecrets(dataDir) : null;
  const databaseUrl =
    env.databaseUrl ??
    (port && kept?.ok
      ? `postgresql://sealpost:${kept.secrets.postgresPassword}@127.0.0.1:${port.trim()}/sealpost`
      : null);
  if (!databaseUrl) return { ok: false, problem: neverRan };
  const authSecret = env.authSecret ?? (kept?.ok ? kept.secrets.authSecret : null);
  if (!authSecret) {
    return { ok: false, problem: kept && !kept.ok ? kept.problem : "AUTH_SECRET is missing." };
  }
  return { ok: true, databaseUrl, authSecret };
}

const neverRan = "The built-in database has never run here: start Sealpost first, or set DATABASE_URL.";
