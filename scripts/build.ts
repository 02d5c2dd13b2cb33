import { ensureBuild } from "./supervisor/ensure-build.ts";
import { environmentWithFile, root } from "./supervisor/root.ts";

// npm run build: builds the pages ahead of a start, e.g. into an image; a start without it builds by itself.

const built = await ensureBuild({
  root,
  environment: environmentWithFile(),
  signal: new AbortController().signal,
  say: (line) => console.log(line),
});
process.exitCode = built ? 0 : 1;
