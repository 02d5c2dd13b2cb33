"use client";

import { Textarea, type TextareaProps } from "@mantine/core";
import type { Ref } from "react";
import classes from "./validator.module.css";

type Props = Pick<TextareaProps, "label" | "description" | "placeholder" | "minRows"> & {
  name: string;
  value: string;
  onText: (text: string) => void;
  ref?: Ref<HTMLTextAreaElement>;
};

/** A box for text that machines read: monospaced, nothing corrected, as tall as its content. */
export function TextBox({ onText, ...props }: Props) {
  return (
    <Textarea
      {...props}
      onChange={(event) => onText(event.currentTarget.value)}
      autosize
      maxRows={20}
      maxLength={65_536}
      autoCapitalize="none"
      autoComplete="off"
      autoCorrect="off"
      spellCheck={false}
      classNames={{ input: classes.box ?? "" }}
    />
  );
}
