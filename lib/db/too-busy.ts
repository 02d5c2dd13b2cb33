/** More waits here already than may: whoever asks should come again in a moment. Nothing was done. */
export class TooBusy extends Error {
  override name = "TooBusy";
}
