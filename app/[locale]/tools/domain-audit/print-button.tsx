"use client";

import { Button } from "@mantine/core";
import { IconPrinter } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import classes from "./audit.module.css";

/** Opens the browser's print dialogue; shown once there is a script that can. */
export function PrintButton({ label }: { label: string }) {
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  return (
    <Button
      variant="default"
      size="xs"
      className={classes.print ?? ""}
      style={ready ? undefined : { visibility: "hidden" }}
      leftSection={<IconPrinter size={16} aria-hidden="true" />}
      onClick={() => window.print()}
    >
      {label}
    </Button>
  );
}
