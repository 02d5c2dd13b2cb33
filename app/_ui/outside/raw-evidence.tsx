"use client";

import { Button } from "@mantine/core";
import { useTranslations } from "next-intl";
import { type SyntheticEvent, useState } from "react";
import { CopyButton } from "../copy-button.tsx";
import classes from "./raw-evidence.module.css";

/** `href` answers with the JSON; without one the page has brought the value along. */
type Source = { href: string } | { value: unknown };

type Props = Source & {
  label: string;
  /** Of the downloaded file, e.g. `example.org.json`. */
  fileName: string;
};

type Loaded = { kind: "closed" } | { kind: "loading" } | { kind: "failed" } | { kind: "there"; text: string };

/** The evidence as it was gathered, shown, copied and downloaded on demand. */
export function RawEvidence({ label, fileName, ...source }: Props) {
  const t = useTranslations("outside.raw");
  const [loaded, setLoaded] = useState<Loaded>({ kind: "closed" });

  async function open(event: SyntheticEvent<HTMLDetailsElement>) {
    if (!event.currentTarget.open || loaded.kind === "there" || loaded.kind === "loading") return;
    setLoaded({ kind: "loading" });
    setLoaded(await load(source));
  }

  return (
    <details className={classes.details} onToggle={open}>
      <summary>{label}</summary>
      {loaded.kind === "there" ? (
        <>
          <div className={classes.bar}>
            <CopyButton value={loaded.text} label={label} />
            <Button variant="default" size="xs" onClick={() => download(loaded.text, fileName)}>
              {t("download")}
            </Button>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
          <section className={classes.json} tabIndex={0} aria-label={label}>
            <pre>{loaded.text}</pre>
          </section>
        </>
      ) : (
        <p role="status" className={classes.status}>
          {loaded.kind === "failed" ? t("failed") : t("loading")}
        </p>
      )}
    </details>
  );
}

async function load(source: Source): Promise<Loaded> {
  if ("value" in source) return { kind: "there", text: JSON.stringify(source.value, null, 2) };
  try {
    const answer = await fetch(source.href);
    if (!answer.ok) return { kind: "failed" };
    return { kind: "there", text: JSON.stringify(await answer.json(), null, 2) };
  } catch {
    return { kind: "failed" };
  }
}

function download(text: string, fileName: string) {
  const url = URL.createObjectURL(new Blob([`${text}\n`], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
