import classes from "./wrapping-button.module.css";

/** Props of a button whose words may be longer than a phone is wide: they wrap instead of being cut. */
export const wrappingButton = {
  size: "md",
  fullWidth: true,
  classNames: { root: classes.root ?? "", label: classes.label ?? "" },
} as const;
