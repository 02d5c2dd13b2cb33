import { type Child, type ChildPlan, keepRunning } from "./child.ts";
import type { Installation } from "./installation.ts";
import { prepare, servesPages } from "./prepare.ts";
import { setUpLink } from "./set-up-link.ts";

export type SuperviseOptions = {
  root: string;
  mode: Installation["mode"];
  environment: NodeJS.ProcessEnv;
  plans: (installation: Installation) => ChildPlan[];
  /** Runs on the migrated database before anything serves it, e.g. to fill a demonstration. */
  beforeServing?: (installation: Installation) => Promise<void>;
  /** Receives the children, in the order of their plans, once all are ready. */
  serving?: (installation: Installation, children: readonly Child[]) => void;
  say?: (line: string) => void;
};

/**
 * Runs an installation until SIGTERM, SIGINT or SIGHUP, then ends the children and PostgreSQL last. Resolves with the exit
 * code: 0 when it was asked to stop, 1 when it could not start or lost something that it needs.
 */
export async function supervise(options: SuperviseOptions): Promise<number> {
  const say = options.say ?? ((line: string) => console.log(line));
  const end = endOfRun(say);
  const steps: (() => Promise<void>)[] = [];
  const undo = (step: () => Promise<void>) => steps.unshift(step);
  try {
    await serve({ ...options, say }, end, undo);
    await end.reached;
  } finally {
    if (end.signal.aborted && end.code() === 0) say("Stopping …");
    for (const step of steps) await step();
    end.forget();
  }
  return end.code();
}

type End = ReturnType<typeof endOfRun>;

async function serve(
  options: SuperviseOptions & { say: (line: string) => void },
  end: End,
  undo: (step: () => Promise<void>) => void,
): Promise<void> {
  const { say, plans, beforeServing, serving } = options;
  const prepared = await prepare({ ...options, signal: end.signal, failed: end.fail, undo });
  if (end.signal.aborted) return;
  if (!prepared.ok) return end.fail(prepared.problems.join("\n"));
  const installation = prepared.value;
  await beforeServing?.(installation);
  const link = servesPages(installation.env) ? await setUpLink(installation) : null;
  if (end.signal.aborted) return;
  const children = plans(installation).map((plan) => keepRunning(plan, say));
  undo(async () => {
    await Promise.all(children.map((child) => child.stop()));
  });
  const allReady = Promise.all(children.map((child) => child.ready));
  const ready = await Promise.race([allReady, end.reached]);
  if (!ready) return;
  if (ready.includes(false))
    return end.fail("A process ended again and again before it was ready: see above");
  say(`Sealpost is ready: ${installation.env.publicUrl}`);
  if (link) say(`Make the first account (the link works once, for 24 hours): ${link}`);
  serving?.(installation, children);
}

/** What ends a run: a signal (code 0), or a failure (code 1), whichever comes first. */
function endOfRun(say: (line: string) => void) {
  const controller = new AbortController();
  let code = 0;
  const { promise: reached, resolve } = Promise.withResolvers<undefined>();
  const finish = (exitCode: number) => {
    if (controller.signal.aborted) return;
    code = exitCode;
    controller.abort();
    resolve(undefined);
  };
  const stop = () => finish(0);
  const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  return {
    signal: controller.signal,
    reached,
    code: () => code,
    fail: (problem: string) => {
      if (!controller.signal.aborted) say(problem);
      finish(1);
    },
    forget: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
