import { z } from "zod";

/** Which domain an action is about. It comes back from the browser, so it is read like any input. */
export const domainInput = z.object({
  organization: z.string().max(80),
  domain: z.string().max(253),
});
