import { Fragment } from "react";
import classes from "./reference.module.css";

/** A text of the document: English in every language of the page, with its `code` set apart. */
export function ApiText({ children }: { children: string }) {
  const pieces = children.split("`");
  return (
    <span lang="en">
      {pieces.map((piece, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move.
          <code key={index} className={classes.code}>
            {piece}
          </code>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text never move.
          <Fragment key={index}>{piece}</Fragment>
        ),
      )}
    </span>
  );
}
