import { randomBytes } from "node:crypto";
import { chmod, link, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const shape = z.object({
  authSecret: z.string().min(32),
  postgresPassword: z.string().min(1),
  postgresSuperuserPassword: z.string().min(1),
});

export type Secrets = z.infer<typeof shape>;

/**
 * The secrets that nobody configured: made once, kept in `secrets` under the data directory, readable by its owner alone.
 */
export async function keptSecrets(
  dataDir: string,
): Promise<{ ok: true; secrets: Secrets } | { ok: false; problem: string }> {
  const file = join(dataDir, "secrets");
  const text = await readOrMake(file);
  if (text === null) return { ok: false, problem: `Cannot read ${file}: does it belong to another user?` };
  const read = shape.safeParse(parseJson(text));
  if (read.success) return { ok: true, secrets: read.data };
  return {
    ok: false,
    problem: `${file} is damaged: restore it from a backup. Without it the database's passwords are lost`,
  };
}

async function readOrMake(file: string): Promise<string | null> {
  try {
    await makeOnce(file);
    if (((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
    return await readFile(file, "utf8");
  } catch {
    return null;
  }
}

/** Two processes that start at once agree on whose secrets hold. */
async function makeOnce(file: string): Promise<void> {
  if (await stat(file).catch(() => null)) return;
  const [authSecret, postgresPassword, postgresSuperuserPassword] = [newSecret(), newSecret(), newSecret()];
  const secrets = { authSecret, postgresPassword, postgresSuperuserPassword } satisfies Secrets;
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await link(draft, file).catch(() => {});
  await rm(draft);
}

function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
