import pg from "pg";

/** Why a database cannot be used; `detail` is the driver's own sentence, without a password. */
export type DbProblem = {
  kind:
    | "refused"
    | "host-unknown"
    | "timed-out"
    | "tls"
    | "sign-in-failed"
    | "database-missing"
    | "too-many-connections"
    | "starting-up"
    | "too-old"
    | "other";
  detail: string;
};

/** Whether a server answers at `url`, lets us in and is recent enough; waits `timeoutMilliseconds` at most. */
export async function reachDb(
  url: string,
  { timeoutMilliseconds }: { timeoutMilliseconds: number },
): Promise<{ ok: true; versionNumber: number } | { ok: false; problem: DbProblem }> {
  const client = newClient(url, timeoutMilliseconds);
  if (!client) return { ok: false, problem: { kind: "other", detail: "the connection string is malformed" } };
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(
      "SELECT current_setting('server_version_num')::int AS version",
    );
    return judgeVersion(rows[0]?.version ?? 0);
  } catch (error) {
    return { ok: false, problem: dbProblem(error) };
  } finally {
    await client.end().catch(() => {});
  }
}

/** Sorts an error of the driver, or of the server by its SQLSTATE (PostgreSQL manual, appendix A). */
export function dbProblem(error: unknown): DbProblem {
  const cause = error instanceof AggregateError ? error.errors[0] : error;
  const detail = cause instanceof Error ? cause.message : String(cause);
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const kind = kinds[code] ?? (/timeout|timed out/i.test(detail) ? "timed-out" : kindOfText(detail));
  return { kind, detail };
}

const oldestVersion = 140_000;

const kinds: Record<string, DbProblem["kind"]> = {
  ECONNREFUSED: "refused",
  ENOENT: "refused",
  ENOTFOUND: "host-unknown",
  EAI_AGAIN: "host-unknown",
  ETIMEDOUT: "timed-out",
  EHOSTUNREACH: "timed-out",
  ENETUNREACH: "timed-out",
  DEPTH_ZERO_SELF_SIGNED_CERT: "tls",
  SELF_SIGNED_CERT_IN_CHAIN: "tls",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "tls",
  CERT_HAS_EXPIRED: "tls",
  ERR_TLS_CERT_ALTNAME_INVALID: "tls",
  "28000": "sign-in-failed",
  "28P01": "sign-in-failed",
  "3D000": "database-missing",
  "53300": "too-many-connections",
  "57P03": "starting-up",
};

function kindOfText(detail: string): DbProblem["kind"] {
  if (/does not support SSL/i.test(detail)) return "tls";
  return /password must be a string/i.test(detail) ? "sign-in-failed" : "other";
}

function judgeVersion(versionNumber: number): Awaited<ReturnType<typeof reachDb>> {
  if (versionNumber >= oldestVersion) return { ok: true, versionNumber };
  const detail = `PostgreSQL ${Math.floor(versionNumber / 10_000)} is too old: ${oldestVersion / 10_000} or newer is needed`;
  return { ok: false, problem: { kind: "too-old", detail } };
}

function newClient(url: string, timeoutMilliseconds: number): pg.Client | null {
  try {
    const client = new pg.Client({
      connectionString: url,
      connectionTimeoutMillis: timeoutMilliseconds,
      query_timeout: timeoutMilliseconds,
      application_name: "sealpost",
    });
    client.on("error", () => {});
    return client;
  } catch {
    return null;
  }
}
