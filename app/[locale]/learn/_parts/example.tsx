import classes from "./example.module.css";

type Props = {
  /** What it is, for a caption above: a host name, an address, a file. */
  label: string;
  children: string;
};

/** A record, a file or a command, as it is written; long lines wrap rather than hide. */
export function Example({ label, children }: Props) {
  return (
    <figure className={classes.example}>
      <figcaption className={classes.label}>{label}</figcaption>
      <pre className={classes.code}>{children}</pre>
    </figure>
  );
}
