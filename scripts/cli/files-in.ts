import { createReadStream } from "node:fs";
import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { ImportFile } from "#lib/services/reports/import-reports.ts";

/**
 * Every file of those paths, directories searched to their depths. What is not there becomes a file that cannot be
 * opened, so that it is told like any other. Links to directories are not followed inside a directory.
 */
export async function* filesIn(paths: string[]): AsyncGenerator<ImportFile> {
  for (const path of paths) {
    const found = await stat(path).catch((error: Error) => error);
    if (found instanceof Error) yield unreadable(path, found);
    else if (found.isDirectory()) yield* filesOf(path);
    else yield fileAt(path, found.size);
  }
}

async function* filesOf(directory: string): AsyncGenerator<ImportFile> {
  try {
    for await (const entry of await opendir(directory)) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) yield* filesOf(path);
      else {
        const found = await stat(path).catch((error: Error) => error);
        if (found instanceof Error) yield unreadable(path, found);
        else if (found.isFile()) yield fileAt(path, found.size);
      }
    }
  } catch (error) {
    yield unreadable(directory, error instanceof Error ? error : new Error(String(error)));
  }
}

function fileAt(path: string, octets: number): ImportFile {
  return { name: path, octets, open: () => createReadStream(path) };
}

function unreadable(path: string, error: Error): ImportFile {
  return {
    name: path,
    octets: 0,
    // biome-ignore lint/correctness/useYield: a file that ends before its first byte
    open: async function* () {
      throw error;
    },
  };
}
