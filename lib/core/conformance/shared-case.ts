import { z } from "zod";

/** One of the shared cases; what else it holds is its file's business. */
export const sharedCase = z.looseObject({ id: z.string(), input: z.json() });

export type SharedCase = z.infer<typeof sharedCase>;
