import { type ReactNode, Suspense } from "react";

type Props = {
  /** Send the page only when this is there too: what streams in later takes a script to be put in its place. */
  whole: boolean;
  fallback: ReactNode;
  children: ReactNode;
};

/** A piece of the page that comes when it is ready, unless the whole page was asked for at once. */
export function Streamed({ whole, fallback, children }: Props) {
  return whole ? children : <Suspense fallback={fallback}>{children}</Suspense>;
}
