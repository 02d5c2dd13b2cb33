/** How something stands. Each tone has an icon and a word beside its colour wherever it is shown. */
export type Tone = "ok" | "info" | "warning" | "error" | "unknown" | "neutral";
