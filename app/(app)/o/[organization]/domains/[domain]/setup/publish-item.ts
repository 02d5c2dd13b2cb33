import type { PublishItem } from "#lib/core/publish/publish-plan.ts";

/** The item of that purpose; a publish plan has exactly one of each. */
export function itemFor<Purpose extends PublishItem["purpose"]>(
  items: readonly PublishItem[],
  purpose: Purpose,
): Extract<PublishItem, { purpose: Purpose }> {
  const item = items.find(
    (one): one is Extract<PublishItem, { purpose: Purpose }> => one.purpose === purpose,
  );
  if (!item) throw new Error(`A publish plan always has an item for ${purpose}.`);
  return item;
}
