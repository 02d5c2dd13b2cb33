import type { CSSVariablesResolver } from "@mantine/core";

/** Mantine's own variables, pointed at our greys; the product's variables stand in `globals.css`. */
export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    "--mantine-color-body": "var(--mantine-color-gray-0)",
    "--mantine-color-dimmed": "var(--mantine-color-gray-6)",
    "--mantine-color-placeholder": "var(--mantine-color-gray-6)",
    "--mantine-color-anchor": "var(--mantine-color-petrol-8)",
    "--mantine-color-error": "#b02a2d",
  },
  dark: {
    "--mantine-color-body": "var(--mantine-color-dark-7)",
    "--mantine-color-dimmed": "var(--mantine-color-dark-2)",
    "--mantine-color-placeholder": "var(--mantine-color-dark-2)",
    "--mantine-color-anchor": "var(--mantine-color-petrol-4)",
    "--mantine-color-error": "#ffb1a7",
  },
});
