import type { Socket } from "node:net";

/**
 * Says QUIT and waits for the answer and the end (RFC 5321 §4.1.1.10), `patienceMs` at most, then closes for good.
 * Resolves to the code of the TLS alert that came in its place, if one did: with TLS 1.3 a server may refuse the client
 * when the client's part of the handshake is over.
 */
export function takeLeave(socket: Socket, patienceMs: number): Promise<string | null> {
  return new Promise((resolve) => {
    let alert: string | null = null;
    let isAnswered = false;
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve(alert);
    };
    const timer = setTimeout(finish, patienceMs);
    socket.once("close", finish);
    socket.on("error", (error: NodeJS.ErrnoException) => {
      if (!isAnswered && error.code?.includes("_ALERT_")) alert = error.code;
    });
    // Whatever it answers: nothing more is asked.
    socket.once("data", () => {
      isAnswered = true;
      socket.destroySoon();
    });
    if (socket.destroyed) return finish();
    socket.write("QUIT\r\n");
    socket.resume();
  });
}

/** What a server has for its 221. */
export const leavePatienceMs = 1_000;
