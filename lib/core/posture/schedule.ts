import type { Stage } from "./stage.ts";

const minuteMs = 60_000;

/**
 * When a domain is to be checked again: hourly while a policy is in force, every six hours while none is. `random`, from
 * 0 to 1, moves it by up to a tenth either way, so that domains that began together drift apart.
 */
export function nextCheckAt(now: Date, stage: Stage, random: number): Date {
  const minutes = minutesBetween(stage);
  return new Date(now.getTime() + minutes * minuteMs * (0.9 + 0.2 * random));
}

function minutesBetween(stage: Stage): number {
  switch (stage) {
    case "testing":
    case "enforce":
    case "retiring":
      return 60;
    case "unprotected":
      return 360;
    default:
      return stage satisfies never;
  }
}
