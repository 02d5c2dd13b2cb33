"use client";

import { Button, type ButtonProps } from "@mantine/core";
import type { ReactNode } from "react";
import { useFormStatus } from "react-dom";

type Props = ButtonProps & { children: ReactNode; name?: string; value?: string };

/** Sends the form around it and shows that it is on its way; a second click does nothing meanwhile. */
export function SubmitButton({ children, ...props }: Props) {
  const { pending } = useFormStatus();
  return (
    <Button type="submit" loading={pending} aria-busy={pending} {...props}>
      {children}
    </Button>
  );
}
