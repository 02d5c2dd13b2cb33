import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as wasmGlue from "@prisma/schema-engine-wasm/schema_engine_bg";

type AdapterFactory = Parameters<typeof bindMigrationAwareSqlAdapterFactory>[0];

/** Prisma's schema engine as WebAssembly, on the database behind `adapter`. `schema` is the text of `schema.prisma`. */
export async function schemaEngine(schema: string, adapter: AdapterFactory): Promise<wasmGlue.SchemaEngine> {
  loading ??= load();
  await loading;
  const datamodels: [string, string][] = [["schema.prisma", schema]];
  return wasmGlue.SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter));
}

let loading: Promise<void> | null = null;

/** The package's entry imports its `.wasm` as a module, which Node does not do without a flag: so it is instantiated here. */
async function load(): Promise<void> {
  const path = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(path.replace(/\.js$/, ".wasm"));
  const imports = { "./schema_engine_bg.js": { ...wasmGlue } as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(bytes, imports);
  const glue: object = wasmGlue;
  // Exported by the package, and missing from its types.
  (glue as { __wbg_set_wasm: (exports: WebAssembly.Exports) => void }).__wbg_set_wasm(instance.exports);
  (instance.exports as { __wbindgen_start: () => void }).__wbindgen_start();
}
