import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleXFilled,
  IconHelpCircleFilled,
  IconInfoCircleFilled,
} from "@tabler/icons-react";
import type { Tone } from "./tone.ts";

const icons = {
  ok: IconCircleCheckFilled,
  info: IconInfoCircleFilled,
  warning: IconAlertTriangleFilled,
  error: IconCircleXFilled,
  unknown: IconHelpCircleFilled,
  neutral: IconCircleDashed,
} satisfies Record<Tone, unknown>;

/** The shape of a tone, told apart without colour. Decorative: a word must stand beside it. */
export function ToneIcon({ tone, size = 16 }: { tone: Tone; size?: number }) {
  const Icon = icons[tone];
  return <Icon size={size} aria-hidden="true" focusable="false" />;
}
