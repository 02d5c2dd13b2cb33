import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export type ChildPlan = {
  /** How messages call it. */
  name: string;
  /** Arguments of `node`. */
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  /** Resolves once the child does its work, e.g. answers on its port; gives up when `signal` aborts. */
  ready: (signal: AbortSignal) => Promise<void>;
  /** Before the second life; doubles up to 30 seconds. */
  firstPauseMilliseconds?: number;
  /** Between being asked to end and being killed. */
  graceMilliseconds?: number;
};

export type Child = {
  /** False: it died again and again before it was ready. */
  ready: Promise<boolean>;
  /** Ends the process and lets the next one start at once. */
  restart: () => void;
  stop: () => Promise<void>;
};

const quickDeaths = 3;
const stableMilliseconds = 60_000;
const longestPauseMilliseconds = 30_000;
const preload = fileURLToPath(new URL("./die-with-parent.ts", import.meta.url));

/**
 * Keeps a Node process running: one that dies is started again, after a pause that doubles and is
 * forgotten after a minute of life. One that dies three times before it was ever ready is given up.
 */
export function keepRunning(plan: ChildPlan, say: (line: string) => void): Child {
  const state: State = {
    plan,
    say,
    stopping: new AbortController(),
    process: null,
    wasReady: false,
    deaths: 0,
  };
  const { promise: ready, resolve } = Promise.withResolvers<boolean>();
  const loop = run(state, resolve);
  return {
    ready,
    restart: () => {
      state.deaths = -1;
      state.process?.kill("SIGTERM");
    },
    stop: async () => {
      state.stopping.abort();
      if (state.process) await end(state.process, plan.graceMilliseconds ?? 10_000);
      await loop;
    },
  };
}

type State = {
  plan: ChildPlan;
  say: (line: string) => void;
  stopping: AbortController;
  process: ChildProcess | null;
  wasReady: boolean;
  deaths: number;
};

async function run(state: State, settle: (ready: boolean) => void): Promise<void> {
  const { signal } = state.stopping;
  while (!signal.aborted) {
    const startedAt = performance.now();
    const how = await liveOnce(state, settle);
    if (signal.aborted) break;
    if (performance.now() - startedAt > stableMilliseconds) state.deaths = 0;
    state.deaths += 1;
    if (!state.wasReady && state.deaths >= quickDeaths) break;
    if (state.deaths > 0) await backOff(state, how);
  }
  settle(state.wasReady);
}

async function backOff({ plan, deaths, say, stopping }: State, how: string): Promise<void> {
  const pauses = (plan.firstPauseMilliseconds ?? 1000) * 2 ** (deaths - 1);
  const milliseconds = Math.min(longestPauseMilliseconds, pauses);
  say(`The ${plan.name} process ended (${how}); starting it again in ${milliseconds / 1000} s`);
  await pause(milliseconds, stopping.signal);
}

/** One life of the process; resolves with how it ended. */
async function liveOnce(state: State, settle: (ready: boolean) => void): Promise<string> {
  const child = start(state.plan);
  state.process = child;
  const gone = new AbortController();
  const ended = new Promise<string>((done) => {
    child.once("error", (error) => done(error.message));
    child.once("exit", (code, signal) => done(signal ?? `exit code ${code}`));
  });
  const becameReady = state.plan.ready(AbortSignal.any([gone.signal, state.stopping.signal])).then(
    () => {
      state.wasReady = true;
      settle(true);
    },
    () => {},
  );
  const how = await ended;
  gone.abort();
  await becameReady;
  state.process = null;
  return how;
}

/** In a process group of its own: a Ctrl-C reaches the supervisor alone, which ends its children in order. */
function start(plan: ChildPlan): ChildProcess {
  return spawn(process.execPath, ["--import", preload, ...plan.args], {
    env: plan.env,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    detached: true,
  });
}

/** Asks first; what has not ended after its grace is killed. */
async function end(child: ChildProcess, graceMilliseconds: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, "exit");
  child.kill("SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), graceMilliseconds);
  await exited;
  clearTimeout(timer);
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await wait(milliseconds, undefined, { signal }).catch(() => {});
}
