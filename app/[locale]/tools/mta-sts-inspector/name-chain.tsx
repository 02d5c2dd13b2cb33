import classes from "./inspection.module.css";

/** Names that lead from one to the next. */
export function NameChain({ names }: { names: readonly string[] }) {
  return (
    <ol className={classes.chain}>
      {names.map((name) => (
        <li key={name}>
          <code>{name}</code>
        </li>
      ))}
    </ol>
  );
}
