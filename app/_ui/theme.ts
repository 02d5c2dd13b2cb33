import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** Ink of a postal seal: a deep petrol that stays apart from the colours of states (green, amber, red). */
const petrol: MantineColorsTuple = [
  "#edf8fb",
  "#daf1f8",
  "#b8e3f0",
  "#93d1e3",
  "#6cbbd1",
  "#49a3bb",
  "#2c8aa2",
  "#1a7186",
  "#0d5b6c",
  "#064553",
];

/** Greys with a trace of the primary hue; 6 is the lightest that carries text on 0 and 1 (4.5 : 1). */
const gray: MantineColorsTuple = [
  "#f8fbfb",
  "#f1f4f5",
  "#e4e9eb",
  "#d4dadd",
  "#bdc6c9",
  "#939da1",
  "#646f73",
  "#465256",
  "#2b363a",
  "#141d21",
];

const dark: MantineColorsTuple = [
  "#e4e9eb",
  "#c7cdd0",
  "#9da6aa",
  "#7d888c",
  "#3b464a",
  "#2c3639",
  "#1d2629",
  "#141d1f",
  "#0d1416",
  "#060c0e",
];

export const theme = createTheme({
  colors: { petrol, gray, dark },
  primaryColor: "petrol",
  primaryShade: { light: 8, dark: 7 },
  black: "#141d21",
  fontFamily:
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace:
    'ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace',
  headings: {
    fontWeight: "650",
    textWrap: "balance",
    sizes: {
      h1: { fontSize: "1.75rem", lineHeight: "1.25" },
      h2: { fontSize: "1.25rem", lineHeight: "1.35" },
      h3: { fontSize: "1.0625rem", lineHeight: "1.4" },
      h4: { fontSize: "0.9375rem", lineHeight: "1.45" },
    },
  },
  radius: { xs: "3px", sm: "6px", md: "10px", lg: "14px", xl: "20px" },
  defaultRadius: "sm",
  cursorType: "pointer",
  respectReducedMotion: true,
});
