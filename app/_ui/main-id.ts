/** The id that the skip link jumps to; every frame's `main` carries it. */
export const mainId = "content";
