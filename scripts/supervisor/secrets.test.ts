import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keptSecrets } from "./secrets.ts";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "sealpost-secrets-"));
});

afterEach(() => rm(dataDir, { recursive: true }));

test("secrets are made once, all different, and only their owner may read them", async () => {
  const first = await keptSecrets(dataDir);
  expect(first).toMatchObject({ ok: true });
  expect(await keptSecrets(dataDir)).toEqual(first);
  const values = first.ok ? Object.values(first.secrets) : [];
  expect(new Set(values).size).toBe(3);
  expect(values.every((value) => value.length === 43)).toBe(true);
  expect((await stat(join(dataDir, "secrets"))).mode & 0o777).toBe(0o600);
  expect(await readdir(dataDir)).toEqual(["secrets"]);
});

test("two that start at once agree on the same secrets", async () => {
  const [one, two] = await Promise.all([keptSecrets(dataDir), keptSecrets(dataDir)]);
  expect(one).toEqual(two);
});

test("a file that others may read is closed", async () => {
  await keptSecrets(dataDir);
  await chmod(join(dataDir, "secrets"), 0o644);
  await keptSecrets(dataDir);
  expect((await stat(join(dataDir, "secrets"))).mode & 0o777).toBe(0o600);
});

test.each(["", "{", "{}", '{"authSecret":"short","postgresPassword":"a","postgresSuperuserPassword":"b"}'])(
  "a damaged file is named and left as it is: %j",
  async (text) => {
    await writeFile(join(dataDir, "secrets"), text);
    expect(await keptSecrets(dataDir)).toEqual({
      ok: false,
      problem: expect.stringContaining("/secrets is damaged"),
    });
  },
);

test("a file that cannot be read is named", async () => {
  await mkdir(join(dataDir, "secrets"));
  expect(await keptSecrets(dataDir)).toEqual({ ok: false, problem: expect.stringContaining("/secrets") });
});
