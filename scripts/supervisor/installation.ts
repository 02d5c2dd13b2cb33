import type { Env } from "#lib/server/env.ts";

/** A prepared installation: everything that its processes need to know. */
export type Installation = {
  root: string;
  mode: "production" | "development";
  env: Env;
  databaseUrl: string;
  /** The environment of every child: ours, with what was chosen or made for it. */
  childEnv: NodeJS.ProcessEnv;
};
