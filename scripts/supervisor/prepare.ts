import { resolve } from "node:path";
import { type Env, readEnv } from "#lib/server/env.ts";
import { databaseUrlProblem, migrateDatabase, openDatabase } from "./database.ts";
import { ensureBuild } from "./ensure-build.ts";
import type { Installation } from "./installation.ts";
import { lockDataDirectory } from "./instance-lock.ts";
import { dataDirectoryProblem, freePort, portProblem } from "./preflight.ts";
import { keptSecrets } from "./secrets.ts";

export type PrepareOptions = {
  root: string;
  mode: Installation["mode"];
  environment: NodeJS.ProcessEnv;
  say: (line: string) => void;
  /** Aborts when we are asked to stop. */
  signal: AbortSignal;
  /** Called when something that ran has ended for good. */
  failed: (problem: string) => void;
  /** Receives what has to be undone at the end, in the order in which it was done. */
  undo: (step: () => Promise<void>) => void;
};

type Prepared<T> = { ok: true; value: T } | { ok: false; problems: string[] };

/** Everything before the first request can be served: checks, build, database, migrations. */
export async function prepare(options: PrepareOptions): Promise<Prepared<Installation>> {
  const checked = await check(options);
  if (!checked.ok) return checked;
  const { env, dataDir } = checked.value;
  const kept = await keptSecrets(dataDir);
  if (!kept.ok) return refuse(kept.problem);
  if (options.mode === "production" && servesPages(env) && !(await ensureBuild(options))) {
    return refuse("The pages could not be built");
  }
  const { say, failed } = options;
  const opened = await openDatabase(env.databaseUrl, { dataDir, secrets: kept.secrets, say }, failed);
  if (!opened.ok) return refuse(opened.problem);
  options.undo(opened.database.stop);
  const { url, where } = opened.database;
  say(`Database: ${where}`);
  const migrated = await migrateDatabase(url);
  if (!migrated.ok) return refuse(migrated.problem);
  if (migrated.applied.length > 0) say(`Migrated the database: ${migrated.applied.join(", ")}`);
  const authSecret = env.authSecret ?? kept.secrets.authSecret;
  return { ok: true, value: installationOf(options, env, { dataDir, databaseUrl: url, authSecret }) };
}

export function servesPages(env: Env): boolean {
  return env.role === "all" || env.role === "web";
}

/** What can be known before anything is started. Takes the data directory. */
async function check(options: PrepareOptions): Promise<Prepared<{ env: Env; dataDir: string }>> {
  const settled = await settleEnv(options.environment);
  if (!settled.ok) return settled;
  const env = settled.value;
  const dataDir = resolve(options.root, env.dataDir);
  const problem = await dataDirectoryProblem(dataDir);
  if (problem) return refuse(problem);
  if (env.role === "all") {
    const lock = await lockDataDirectory(dataDir, env.publicUrl);
    if (!lock.ok) {
      const { pid, address, startedAt } = lock.holder;
      return refuse(
        `Sealpost already runs on ${dataDir}: process ${pid}, at ${address}, since ${startedAt}. Stop it first, or choose another directory with DATA_DIR`,
      );
    }
    options.undo(lock.release);
  }
  const looks = [
    ...portLooks(env),
    ...(env.databaseUrl === null ? [] : [databaseUrlProblem(env.databaseUrl)]),
  ];
  const problems = (await Promise.all(looks)).filter((found) => found !== null);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { env, dataDir } };
}

/** Reads the environment; port 0 becomes a free one, so that addresses can be printed and handed on. */
async function settleEnv(environment: NodeJS.ProcessEnv): Promise<Prepared<Env>> {
  const first = readEnv(environment);
  if (!first.ok) return { ok: false, problems: first.problems };
  const { host, port, intakePort, role, databaseUrl } = first.env;
  if (role !== "all" && databaseUrl === null) {
    return refuse(`ROLE=${role} shares its database with other processes: set DATABASE_URL`);
  }
  try {
    const PORT = String(port || (await freePort(host)));
    const INTAKE_PORT = String(intakePort || (await freePort(host)));
    const second = readEnv({ ...environment, PORT, INTAKE_PORT });
    return second.ok ? { ok: true, value: second.env } : { ok: false, problems: second.problems };
  } catch {
    return refuse(`HOST=${host} is no address of this machine`);
  }
}

function portLooks(env: Env): Promise<string | null>[] {
  const { host, role, smtp } = env;
  const receives = role === "all" || role === "intake";
  return [
    ...(servesPages(env) ? [portProblem(host, env.port, "PORT")] : []),
    ...(receives ? [portProblem(host, env.intakePort, "INTAKE_PORT")] : []),
    ...(receives && smtp ? smtp.listen.map((at) => portProblem(at.host, at.port, "SMTP_LISTEN")) : []),
  ];
}

function installationOf(
  { root, mode, environment }: PrepareOptions,
  env: Env,
  made: { dataDir: string; databaseUrl: string; authSecret: string },
): Installation {
  const childEnv: NodeJS.ProcessEnv = {
    ...environment,
    NODE_ENV: mode,
    PORT: String(env.port),
    INTAKE_PORT: String(env.intakePort),
    PUBLIC_URL: env.publicUrl,
    DATA_DIR: made.dataDir,
    DATABASE_URL: made.databaseUrl,
    AUTH_SECRET: made.authSecret,
    NEXT_TELEMETRY_DISABLED: "1",
  };
  return { root, mode, env, databaseUrl: made.databaseUrl, childEnv };
}

function refuse(problem: string): { ok: false; problems: string[] } {
  return { ok: false, problems: [problem] };
}
