import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createDb } from "#lib/db/client.ts";
import { settingsOf } from "#lib/server/context.ts";
import { type Env, readEnv } from "#lib/server/env.ts";
import { createSignInLink } from "#lib/services/accounts/create-sign-in-link.ts";
import { environmentWithFile, root } from "./supervisor/root.ts";
import { keptSecrets } from "./supervisor/secrets.ts";

// npm run cli -- <command>: what an operator does on the machine itself, beside a running installation.

const usage = `npm run cli -- sign-in-link --email <address>
    prints a link that signs this user in once, within 15 minutes`;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { email: { type: "string" } } });
process.exitCode = await run(positionals[0], values.email);

async function run(command: string | undefined, email: string | undefined): Promise<number> {
  if (command !== "sign-in-link" || !email) return say(usage, 2);
  const read = readEnv(environmentWithFile());
  if (!read.ok) return say(read.problems.join("\n"), 1);
  const url = await databaseUrl(read.env);
  if (!url)
    return say("The built-in database has never run here: start Sealpost first, or set DATABASE_URL.", 1);
  const db = createDb(url, { maxConnections: 1 });
  try {
    const settings = settingsOf(read.env);
    const made = await createSignInLink(
      { actor: { kind: "system" }, db, now: new Date(), settings },
      { email },
    );
    return made.ok ? say(made.value.link, 0) : say(`Nobody has an account with the address ${email}.`, 1);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return say(`The database does not answer (is Sealpost running?): ${detail}`, 1);
  } finally {
    await db.close();
  }
}

/** The configured server, or the built-in one where its supervisor has it listening. */
async function databaseUrl(env: Env): Promise<string | null> {
  if (env.databaseUrl) return env.databaseUrl;
  const dataDir = resolve(root, env.dataDir);
  const port = await readFile(join(dataDir, "postgres-port"), "utf8").catch(() => null);
  const kept = port ? await keptSecrets(dataDir) : null;
  if (!port || !kept?.ok) return null;
  return `postgresql://sealpost:${kept.secrets.postgresPassword}@127.0.0.1:${port.trim()}/sealpost`;
}

function say(line: string, code: number): number {
  console.log(line);
  return code;
}
