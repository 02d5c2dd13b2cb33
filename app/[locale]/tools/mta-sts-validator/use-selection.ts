import { type RefObject, useRef } from "react";
import type { Span } from "../_parts/placed-findings.tsx";

/** A box, and a way to select characters in it. */
export function useSelection(): { box: RefObject<HTMLTextAreaElement | null>; select: (span: Span) => void } {
  const box = useRef<HTMLTextAreaElement>(null);
  return {
    box,
    select: ({ start, end }) => {
      box.current?.focus();
      box.current?.setSelectionRange(start, end);
    },
  };
}
