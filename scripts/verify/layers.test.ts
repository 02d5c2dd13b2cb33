import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkLayers } from "./layers.ts";

// A small project with every fault planted once, beside what is allowed.
const files = {
  "package.json": JSON.stringify({
    type: "module",
    imports: { "#lib/*": "./lib/*" },
    dependencies: { pg: "*", react: "*", zod: "*" },
    devDependencies: { "fast-check": "*" },
  }),
  "lib/core/rule.ts": 'import { z } from "zod";\nexport const rule = z.string();',
  "lib/core/reads.ts":
    'import { readFileSync } from "node:fs";\nexport const text = () => readFileSync("x");',
  "lib/core/upward.ts": 'import { query } from "#lib/db/query.ts";\nexport const up = query;',
  "lib/core/framework.ts": 'import { useState } from "react";\nexport const state = useState;',
  "lib/core/one.ts": 'import { two } from "./two.ts";\nexport const one = () => two;',
  "lib/core/two.ts": 'import { one } from "./one.ts";\nexport const two = () => one;',
  "lib/core/lost.ts": 'import { gone } from "./gone.ts";\nexport const lost = gone;',
  "lib/core/rule.test.ts": 'import { query } from "#lib/db/query.ts";\nimport "node:fs";\nquery;',
  "lib/net/dns.ts": 'import { rule } from "#lib/core/rule.ts";\nexport const dns = rule;',
  "lib/net/stores.ts": 'import { query } from "#lib/db/query.ts";\nexport const stores = query;',
  "lib/db/client.ts": 'import { model } from "./generated/client.ts";\nexport const client = model;',
  "lib/db/generated/client.ts": "export const model = 1;",
  "lib/db/query.ts": 'import pg from "pg";\nexport const query = pg.Pool;',
  "lib/db/asks.ts": 'import type { Verb } from "#lib/services/verb.ts";\nexport type Asks = Verb;',
  "lib/services/verb.ts": 'import { query } from "#lib/db/query.ts";\nexport type Verb = typeof query;',
  "lib/services/sql.ts": 'import pg from "pg";\nexport const sql = pg.Pool;',
  "lib/services/model.ts": 'import { model } from "#lib/db/generated/client.ts";\nexport const m = model;',
  "lib/services/tested.ts": 'import fc from "fast-check";\nexport const t = fc;',
  "lib/services/tested.test.ts": 'import fc from "fast-check";\nfc;',
  "lib/services/stray.ts": 'import pino from "pino";\nexport const s = pino;',
  "lib/services/web.ts": 'import { env } from "#lib/server/env.ts";\nexport const web = env;',
  "lib/server/env.ts": 'import type { Verb } from "#lib/services/verb.ts";\nexport const env = {} as Verb;',
  "lib/server/page.ts": 'import { page } from "../../app/page.tsx";\nexport const p = page;',
  "lib/server/tool.ts": 'import { tool } from "../../scripts/tool.ts";\nexport const t = tool;',
  "scripts/tool.ts": "export const tool = 1;",
  "app/page.tsx": 'import { env } from "#lib/server/env.ts";\nexport const page = env;',
  "pages/api/asks.ts": 'import { query } from "#lib/db/query.ts";\nexport const asks = query;',
  "app/asks.tsx": 'import { query } from "#lib/db/query.ts";\nexport const asks = query;',
  "app/form.tsx":
    '"use client";\nimport { rule } from "#lib/core/rule.ts";\nimport "./actions.ts";\nexport const f = rule;',
  "app/leak.tsx": '"use client";\nimport { env } from "#lib/server/env.ts";\nexport const leak = env;',
  "app/actions.ts": '"use server";\nimport { env } from "#lib/server/env.ts";\nexport const act = env;',
  "app/_ui/card.tsx": 'import { env } from "#lib/server/env.ts";\nexport const card = env;',
  "app/_ui/door.ts": '"use server";\nimport { env } from "#lib/server/env.ts";\nexport const door = env;',
  "e2e/spec.ts": 'import { query } from "#lib/db/query.ts";\nquery;',
};

const root = await mkdtemp(join(tmpdir(), "sealpost-layers-"));
afterAll(() => rm(root, { recursive: true }));
await symlink(resolve("node_modules"), join(root, "node_modules"));
for (const [name, text] of Object.entries(files)) {
  await mkdir(dirname(join(root, name)), { recursive: true });
  await writeFile(join(root, name), text);
}

test("every planted fault is found, and nothing else", async () => {
  const { modules, violations } = await checkLayers(root);
  expect(modules).toBe(Object.keys(files).filter((name) => /^(lib|app|pages)\//.test(name)).length);
  const found = violations.map((violation) => violation.replace(/ → .*node_modules\/([^/]+).*/, " → $1"));
  expect(found.sort()).toEqual([
    "app-is-glue: app/asks.tsx → lib/db/query.ts",
    "app-is-glue: pages/api/asks.ts → lib/db/query.ts",
    "client-components: app/leak.tsx → lib/server/env.ts",
    "core-is-pure: lib/core/reads.ts → fs",
    "core-packages: lib/core/framework.ts → react",
    "declared-packages: lib/services/stray.ts → pino",
    "generated-client: lib/services/model.ts → lib/db/generated/client.ts",
    "layer-core: lib/core/upward.ts → lib/db/query.ts",
    "layer-db: lib/db/asks.ts → lib/services/verb.ts",
    "layer-net: lib/net/stores.ts → lib/db/query.ts",
    "layer-services: lib/services/web.ts → lib/server/env.ts",
    "no-cycles: lib/core/one.ts → lib/core/two.ts",
    "no-development-packages: lib/services/tested.ts → fast-check",
    "nothing-imports-app: lib/server/page.ts → app/page.tsx",
    "production-imports-no-tooling: lib/server/tool.ts → scripts/tool.ts",
    "resolvable: lib/core/lost.ts → ./gone.ts",
    "shared-ui: app/_ui/card.tsx → lib/server/env.ts",
    "sql-driver: lib/services/sql.ts → pg",
  ]);
});
