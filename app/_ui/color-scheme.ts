/** Where the browser keeps the chosen colour scheme; the script in the page's head reads it before the first paint. */
export const colorSchemeKey = "sealpost-color-scheme";
