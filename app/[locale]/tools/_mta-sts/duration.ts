export type Duration = { value: number; unit: "second" | "minute" | "hour" | "day" };

/** Seconds as one number of the unit that reads best; with one decimal where it does not come out even. */
export function durationOf(seconds: number): Duration {
  if (seconds >= 86_400) return { value: round(seconds / 86_400), unit: "day" };
  if (seconds >= 3_600) return { value: round(seconds / 3_600), unit: "hour" };
  if (seconds >= 60) return { value: round(seconds / 60), unit: "minute" };
  return { value: seconds, unit: "second" };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
