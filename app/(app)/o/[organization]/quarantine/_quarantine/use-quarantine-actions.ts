import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { discardAction, replayAction } from "./actions.ts";
import type { Choice, QuarantineOutcome } from "./choice.ts";

export type QuarantineActions = {
  isBusy: boolean;
  /** What became of the last one, in words; `null`: nothing was done yet. */
  told: string | null;
  isFailed: boolean;
  replay: (choice: Choice, then?: (outcome: QuarantineOutcome) => void) => void;
  discard: (choice: Choice, then?: (outcome: QuarantineOutcome) => void) => Promise<void>;
};

/** Trying again and discarding, with what became of it. */
export function useQuarantineActions(): QuarantineActions {
  const t = useTranslations("quarantine");
  const [isBusy, startTransition] = useTransition();
  const [outcome, setOutcome] = useState<QuarantineOutcome | null>(null);

  async function run(
    work: Promise<QuarantineOutcome>,
    then: (outcome: QuarantineOutcome) => void = () => {},
  ) {
    const done = await work.catch(() => ({ kind: "failed" as const }));
    setOutcome(done);
    if (done.kind !== "failed") then(done);
  }

  return {
    isBusy,
    told: outcome && wording(t, outcome),
    isFailed: outcome?.kind === "failed",
    replay: (choice, then) => startTransition(() => run(replayAction(choice), then)),
    discard: (choice, then) => run(discardAction(choice), then),
  };
}

function wording(t: ReturnType<typeof useTranslations<"quarantine">>, outcome: QuarantineOutcome): string {
  switch (outcome.kind) {
    case "replayed":
      return t("replayed", { replayed: outcome.replayed, left: outcome.left });
    case "discarded":
      return t("discarded", { count: outcome.count });
    case "failed":
      return t("failed");
    default:
      return outcome satisfies never;
  }
}
