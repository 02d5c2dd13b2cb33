import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { basename, join } from "node:path";
import type { TestImapServer } from "./imap-server.ts";

const program = "/usr/sbin/dovecot";

/** The user without rights, whose mail it is: Dovecot opens no mailbox as root. */
const nobody = 65_534;

/** Whether Dovecot 2.3 can be started here: it is installed, and so are we that it may change its users. */
export function hasDovecot(): boolean {
  return existsSync(program) && userInfo().uid === 0;
}

/** Dovecot as a process of its own, with a Maildir under the system's folder for passing files. */
export async function startDovecot(): Promise<TestImapServer> {
  const root = await mkdtemp(join(tmpdir(), "sealpost-dovecot-"));
  const port = await freePort();
  const maildir = join(root, "mail");
  for (const folder of [maildir, join(maildir, ".Archive")]) {
    for (const part of ["cur", "new", "tmp"]) await mkdir(join(folder, part), { recursive: true });
    for (const part of ["", "cur", "new", "tmp"]) await chown(join(folder, part), nobody, nobody);
  }
  await chmod(root, 0o755);
  const config = join(root, "dovecot.conf");
  await writeFile(config, configuration(root, port));
  const server = spawn(program, ["-F", "-c", config], { stdio: "ignore" });
  const ended = new Promise<void>((resolve) => server.once("exit", () => resolve()));
  await answering(port);
  let number = 0;
  return {
    name: "Dovecot",
    port,
    user: "robot@reports.example",
    password: "testpass",
    put: async (mails) => {
      for (const mail of mails) {
        number += 1;
        const file = join(maildir, "tmp", `${1_700_000_000 + number}.${number}.test`);
        await writeFile(file, mail);
        await chown(file, nobody, nobody);
        await rename(file, join(maildir, "new", basename(file)));
      }
    },
    renumber: async () => {
      const known = (await readdir(maildir)).filter((name) => name.startsWith("dovecot"));
      for (const name of known) await rm(join(maildir, name), { recursive: true });
      const list = join(maildir, "dovecot-uidlist");
      await writeFile(list, "3 V4711 N1 G00000000000000000000000000000001\n");
      await chown(list, nobody, nobody);
    },
    stop: async () => {
      server.kill("SIGTERM");
      await ended;
      await rm(root, { recursive: true, force: true });
    },
  };
}

function configuration(root: string, port: number): string {
  return `
base_dir = ${root}/run
state_dir = ${root}/state
log_path = ${root}/log
protocols = imap
listen = 127.0.0.1
mail_location = maildir:${root}/mail
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = nobody
default_internal_group = nogroup
default_login_user = nobody
mail_max_userip_connections = 100
passdb {
  driver = static
  args = password=testpass
}
userdb {
  driver = static
  args = uid=${nobody} gid=${nobody} home=${root}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

/** Until the server listens; the caller's time-out is the deadline. */
async function answering(port: number): Promise<void> {
  for (;;) {
    const listening = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: "127.0.0.1" });
      socket.once("data", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
      socket.once("close", () => resolve(false));
    });
    if (listening) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
