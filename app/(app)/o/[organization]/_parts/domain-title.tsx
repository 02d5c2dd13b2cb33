import classes from "./domain-title.module.css";

/** A domain in Unicode, with its A-labels beside it where they differ: that is what DNS and reports know. */
export function DomainTitle({ name, unicode }: { name: string; unicode: string }) {
  if (name === unicode) return <>{name}</>;
  return (
    <>
      {unicode} <span className={classes.ascii}>{name}</span>
    </>
  );
}
