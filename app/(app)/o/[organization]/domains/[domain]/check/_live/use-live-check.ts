import { useRouter } from "next/navigation";
import { useEffect, useReducer, useRef } from "react";
import type { CheckLine } from "../run/check-line.ts";
import { afterEnd, afterLine, idle, type LiveState, starting } from "./live-state.ts";
import { readLines } from "./read-lines.ts";

type Event = CheckLine | "start" | "end";

function reduce(state: LiveState, event: Event): LiveState {
  if (event === "start") return starting;
  return event === "end" ? afterEnd(state) : afterLine(state, event);
}

/** Runs a live check at `href` and says how it goes. Leaving the page ends the reading, not the check. */
export function useLiveCheck(href: string): { state: LiveState; start: () => void } {
  const [state, tell] = useReducer(reduce, idle);
  const router = useRouter();
  const reading = useRef<AbortController | null>(null);
  useEffect(() => () => reading.current?.abort(), []);

  async function run() {
    reading.current?.abort();
    const stop = new AbortController();
    reading.current = stop;
    tell("start");
    try {
      const answer = await fetch(href, { method: "POST", signal: stop.signal });
      if (answer.ok && answer.body) await readLines(answer.body, tell);
      else tell({ line: "failed", code: "broken", seconds: 0 });
    } catch {
      // A connection that broke: the end says so.
    }
    if (stop.signal.aborted) return;
    tell("end");
    router.refresh();
  }

  return { state, start: () => void run() };
}
