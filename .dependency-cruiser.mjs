// The layers of docs/architecture.md. `npm run verify` runs this through scripts/layers.ts, which also fails when hardly
// anything was cruised: a parser that understands nothing finds no fault.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const tests = "(\\.(test|spec)\\.tsx?$|/testing/|/__fixtures__/)";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    { name: "resolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    layer("core", ["core"]),
    layer("net", ["core", "net"]),
    layer("db", ["core", "db"]),
    layer("services", ["core", "net", "db", "services"]),
    layer("i18n", ["core", "i18n"]),
    {
      name: "app-is-glue",
      comment: "app and pages parse, call one service, present: no SQL, no DNS.",
      severity: "error",
      from: { path: "^(app|pages)/" },
      to: { path: "^(lib|scripts|prisma|e2e|bench)/", pathNot: "^lib/(services|server|core|i18n)/" },
    },
    {
      name: "client-components",
      comment:
        "What runs in the browser imports core, i18n and other parts of the UI; the rest comes as props or actions.",
      severity: "error",
      from: { path: exactly(clientComponents("app")) },
      to: { path: "^lib/", pathNot: "^lib/(core|i18n)/" },
    },
    {
      name: "shared-ui",
      comment: "app/_ui is used by client components, so the same holds for it; server actions are the door.",
      severity: "error",
      from: { path: "^app/_ui/", pathNot: exactly(marked("app/_ui", "use server")) },
      to: { path: "^lib/", pathNot: "^lib/(core|i18n)/" },
    },
    {
      name: "nothing-imports-app",
      severity: "error",
      from: { path: "^lib/" },
      to: { path: "^(app|pages)/" },
    },
    {
      name: "production-imports-no-tooling",
      comment: "Tests may use everything; what is shipped may not.",
      severity: "error",
      from: { path: "^(lib|app|pages)/", pathNot: tests },
      to: { path: ["^(scripts|e2e|bench)/", "^lib/db/testing/"] },
    },
    {
      name: "core-is-pure",
      comment: "core also runs in the browser: no I/O.",
      severity: "error",
      from: { path: "^lib/core/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "core-packages",
      comment: "From npm only zod and the public suffix list.",
      severity: "error",
      from: { path: "^lib/core/", pathNot: tests },
      to: { path: "node_modules/", pathNot: "node_modules/(zod|tldts)/" },
    },
    {
      name: "declared-packages",
      comment: "A package that only others depend on may vanish with them.",
      severity: "error",
      from: {},
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "generated-client",
      comment: "Types and client come through lib/db/client.ts.",
      severity: "error",
      from: { pathNot: "^lib/db/" },
      to: { path: "^lib/db/generated/" },
    },
    {
      name: "sql-driver",
      comment: "Raw SQL only in lib/db.",
      severity: "error",
      from: { path: "^(lib|app|pages)/", pathNot: ["^lib/db/", tests] },
      to: { path: "node_modules/(pg|pg-pool|@prisma)/" },
    },
    {
      name: "no-development-packages",
      comment: "What is shipped must not need a development package.",
      severity: "error",
      from: { path: "^(lib|app|pages)/", pathNot: tests },
      to: {
        dependencyTypes: ["npm-dev"],
        dependencyTypesNot: ["type-only"],
        pathNot: "node_modules/@types/",
      },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    doNotFollow: { path: ["node_modules", "^lib/db/generated"] },
    exclude: { path: ["\\.(css|svg|png|ico)$"] },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};

/** A folder of lib and what it may import of ours. Its tests may import any of lib, to prepare what they test. */
function layer(name, mayImport) {
  return {
    name: `layer-${name}`,
    severity: "error",
    from: { path: `^lib/${name}/`, pathNot: tests },
    to: { path: "^(lib|app|pages)/", pathNot: `^lib/(${mayImport.join("|")})/` },
  };
}

function clientComponents(directory) {
  return marked(directory, "use client");
}

/** The files that begin with this directive. */
function marked(directory, directive) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => readFileSync(path, "utf8").trimStart().startsWith(`"${directive}"`));
}

/** A pattern for these paths and no other; one that nothing matches when there are none. */
function exactly(paths) {
  const escaped = paths.map((path) => path.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return escaped.length === 0 ? "^$" : `^(${escaped.join("|")})$`;
}
