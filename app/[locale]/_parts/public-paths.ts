import { learnPages, learnPath } from "../learn/_registry/learn.ts";
import { toolPath, tools } from "../tools/_registry/tools.ts";

/** Every public page that exists in each language, without the language. */
export function publicPaths(): string[] {
  return [
    "/tools",
    ...tools.map(({ slug }) => toolPath(slug)),
    "/learn",
    ...learnPages.map(({ slug }) => learnPath(slug)),
    "/api",
  ];
}
