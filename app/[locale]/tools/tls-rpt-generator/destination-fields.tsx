import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { DestinationField } from "./destination-field.tsx";
import { mostDestinations, type TypedDestination } from "./generate.ts";
import classes from "./generator.module.css";

/** `id` keeps a row's state with it while rows move. */
export type DestinationRow = { id: number; text: string };

type Props = {
  rows: readonly DestinationRow[];
  /** What was read from each row. */
  destinations: readonly TypedDestination[];
  onChange: (rows: DestinationRow[]) => void;
};

/** The destinations, in the order in which the record will name them. */
export function DestinationFields({ rows, destinations, onChange }: Props) {
  const t = useTranslations("tools.tlsRptGenerator");
  const put = (id: number, text: string) => onChange(rows.map((row) => (row.id === id ? { id, text } : row)));
  const isFull = rows.length >= mostDestinations;
  return (
    <fieldset className={classes.destinations}>
      <legend className={classes.legend}>{t("destinations")}</legend>
      <p className={classes.hint}>{t("destinationsHint")}</p>
      {rows.map((row, index) => (
        <DestinationField
          key={row.id}
          number={index + 1}
          text={row.text}
          read={destinations[index] ?? null}
          onChange={(text) => put(row.id, text)}
          onUp={index === 0 ? null : () => onChange(movedUp(rows, index))}
          onRemove={rows.length === 1 ? null : () => onChange(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      {isFull ? <p className={classes.hint}>{t("most", { count: mostDestinations })}</p> : null}
      <Button
        type="button"
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden="true" />}
        disabled={isFull}
        className={classes.add ?? ""}
        onClick={() => onChange([...rows, { id: 1 + Math.max(...rows.map(({ id }) => id)), text: "" }])}
      >
        {t("add")}
      </Button>
    </fieldset>
  );
}

/** At least one row, so that there is a box to type into. */
export function rowsOf(destinations: readonly string[]): DestinationRow[] {
  const texts = destinations.length === 0 ? [""] : destinations.slice(0, mostDestinations);
  return texts.map((text, id) => ({ id, text }));
}

function movedUp(rows: readonly DestinationRow[], index: number): DestinationRow[] {
  const moved = rows.slice(index, index + 1);
  return [...rows.slice(0, index - 1), ...moved, ...rows.slice(index - 1, index), ...rows.slice(index + 1)];
}
