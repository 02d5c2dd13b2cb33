"use client";

import { Button, type ButtonProps } from "@mantine/core";
import Link from "next/link";
import type { ReactNode } from "react";

type Props = ButtonProps & { href: string; children: ReactNode };

/** A link to another page that looks like a button. */
export function ButtonLink(props: Props) {
  return <Button component={Link} {...props} />;
}
