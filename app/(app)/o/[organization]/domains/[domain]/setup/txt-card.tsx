import type { ReactNode } from "react";
import type { PublishItem } from "#lib/core/publish/publish-plan.ts";
import { RecordCard } from "../../../../../../_ui/record-card.tsx";

type Props = {
  title: string;
  domain: string;
  item: Extract<PublishItem, { type: "TXT" }>;
  description?: ReactNode;
};

/** A TXT record of the publish plan. */
export function TxtCard({ title, domain, item, description }: Props) {
  const { name, relativeName, type, value, zoneLine } = item;
  return (
    <RecordCard
      title={title}
      description={description}
      domain={domain}
      name={name}
      relativeName={relativeName}
      type={type}
      value={value}
      zoneLine={zoneLine}
    />
  );
}
