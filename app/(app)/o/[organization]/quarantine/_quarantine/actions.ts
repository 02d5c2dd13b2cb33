"use server";

import { refresh } from "next/cache";
import { requestContext } from "#lib/server/auth/request-context.ts";
import { discardQuarantined, quarantineChoice } from "#lib/services/quarantine/discard-quarantined.ts";
import { replayQuarantined } from "#lib/services/reports/replay-quarantined.ts";
import { pageValue } from "../../../../_edge/page-value.ts";
import type { Choice, QuarantineOutcome } from "./choice.ts";

/** Tries what was chosen once more, and shows the page anew with what is left. */
export async function replayAction(choice: Choice): Promise<QuarantineOutcome> {
  const input = quarantineChoice.parse(choice);
  const replayed = await pageValue(await replayQuarantined(await requestContext(), input));
  if (!replayed.ok) return replayed.code satisfies never;
  refresh();
  const { replayed: counted, left } = replayed.value;
  return { kind: "replayed", replayed: counted, left };
}

/** Throws away what was chosen, and shows the page anew. */
export async function discardAction(choice: Choice): Promise<QuarantineOutcome> {
  const input = quarantineChoice.parse(choice);
  const discarded = await pageValue(await discardQuarantined(await requestContext(), input));
  if (!discarded.ok) return { kind: "failed" };
  refresh();
  return { kind: "discarded", count: discarded.value.discarded };
}
