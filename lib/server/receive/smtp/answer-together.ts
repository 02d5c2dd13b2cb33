import type { Socket } from "node:net";

/**
 * Lets replies that are written in the same turn of the event loop go out together, as RFC 2920 §3.2 asks of a server whose
 * clients send several commands at once: otherwise each is a packet of its own.
 */
export function answerTogether(socket: Socket): void {
  const write = socket.write.bind(socket) as (...written: unknown[]) => boolean;
  let waits = false;
  socket.write = (...written: unknown[]) => {
    if (!waits) {
      waits = true;
      socket.cork();
      setImmediate(() => {
        waits = false;
        socket.uncork();
      });
    }
    return write(...written);
  };
}
