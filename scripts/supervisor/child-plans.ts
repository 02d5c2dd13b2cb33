import { join } from "node:path";
import { answers } from "./answers.ts";
import type { ChildPlan } from "./child.ts";
import type { Installation } from "./installation.ts";

/** The processes of an installation by its role: the pages, and the intake with its jobs. */
export function childPlans(installation: Installation): ChildPlan[] {
  switch (installation.env.role) {
    case "all":
      return [webPlan(installation), intakePlan(installation)];
    case "web":
      return [webPlan(installation)];
    case "intake":
    case "worker":
      return [intakePlan(installation)];
    default:
      return installation.env.role satisfies never;
  }
}

export function webPlan({ root, env, childEnv }: Installation): ChildPlan {
  return {
    name: "web",
    args: [join(root, "lib/server/web-main.ts")],
    env: childEnv,
    ready: (signal) => answers(`http://${reachable(env.host)}:${env.port}/api/health`, signal),
  };
}

export function intakePlan({ root, env, childEnv }: Installation): ChildPlan {
  return {
    name: "intake",
    args: [join(root, "lib/server/intake-main.ts")],
    env: childEnv,
    ready:
      env.role === "worker"
        ? async () => {}
        : (signal) => answers(`http://${reachable(env.host)}:${env.intakePort}/api/health`, signal),
  };
}

/** Where to knock when a process listens on every address. */
function reachable(host: string): string {
  if (host === "0.0.0.0") return "127.0.0.1";
  if (host === "::") return "[::1]";
  return host.includes(":") ? `[${host}]` : host;
}
