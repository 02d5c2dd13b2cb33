import { toLocalized } from "../[locale]/_parts/to-localized.ts";

export function GET(request: Request): Response {
  return toLocalized(request);
}
