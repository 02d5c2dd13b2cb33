import { useTranslations } from "next-intl";
import type { TlsaCheck, TlsaPair } from "#lib/core/dane/check-pasted.ts";
import { shortForm } from "#lib/core/dane/judge-records.ts";
import { DataTable } from "../../../_ui/data-table.tsx";
import { Panel } from "../../../_ui/panel.tsx";
import type { Tone } from "../../../_ui/tone.ts";
import { ToneBadge } from "../../../_ui/tone-badge.tsx";
import type { ShownCertificate } from "./check-state.ts";

const tones: Record<TlsaPair["counts"], Tone> = {
  yes: "ok",
  "wrong-place": "error",
  elsewhere: "error",
  unusable: "warning",
  no: "neutral",
};

type Props = { check: TlsaCheck; certificates: readonly ShownCertificate[] };

/** Which record stands for which certificate. */
export function PairsPanel({ check: { pairs, snippet }, certificates }: Props) {
  const t = useTranslations("tools.tlsaChecker.pairs");
  const rows = pairs.map((pair, index) => ({ ...pair, index }));
  return (
    <Panel title={t("title")} description={t("text")}>
      <DataTable
        caption={t("title")}
        hideCaption
        rows={rows}
        rowKey={({ index }) => String(index)}
        columns={[
          {
            key: "record",
            header: t("record"),
            rowHeader: true,
            cell: ({ record }) => <code>{shortForm(record)}</code>,
          },
          {
            key: "certificate",
            header: t("certificate"),
            cell: ({ depths }) =>
              depths.length === 0
                ? t("none")
                : depths
                    .map((depth) => certificates[depth]?.subject || t("place", { place: depth + 1 }))
                    .join(", "),
          },
          {
            key: "counts",
            header: t("counts"),
            cell: ({ counts }) => <ToneBadge tone={tones[counts]}>{t(`count.${counts}`)}</ToneBadge>,
          },
        ]}
      />
      {snippet.leftOut === 0 ? null : <p>{t("leftOut", { count: snippet.leftOut })}</p>}
    </Panel>
  );
}
