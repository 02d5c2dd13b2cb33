import classes from "./file-path.module.css";
import { isolated } from "./isolated.ts";

/** A file's name, then where in it something was found. */
export function FilePath({ path }: { path: readonly string[] }) {
  return <span className={classes.path}>{path.map(isolated).join(" › ")}</span>;
}
