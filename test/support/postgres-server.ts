import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { Client } from "pg";

export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Folder of PostgreSQL's programs, the newest version's, or undefined where none is installed. */
export function findPostgres(): string | undefined {
  const root = "/usr/lib/postgresql";
  if (!existsSync(root)) return undefined;
  return readdirSync(root)
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(root, version, "bin"))
    .find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

/** A server of its own on a socket in a temporary folder; as root it runs as another user, for PostgreSQL refuses root. */
export async function startPostgres(binaries: string): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "shrike-postgres-"));
  const user =
    process.getuid?.() === 0
      ? { uid: numericId("-u", "postgres"), gid: numericId("-g", "postgres") }
      : undefined;
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const options = { ...user, cwd: folder, env: { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" } };
  execFileSync(
    join(binaries, "initdb"),
    ["-D", data, "-U", "shrike", "-A", "trust", "-E", "UTF8", "--no-sync"],
    { ...options, stdio: "pipe" },
  );
  const server = spawn(
    join(binaries, "postgres"),
    [
      "-D",
      data,
      "-k",
      folder,
      "-c",
      "listen_addresses=",
      "-c",
      "fsync=off",
      "-c",
      "timezone=America/New_York",
    ],
    { ...options, stdio: "ignore" },
  );
  const url = `postgresql://shrike@/postgres?host=${encodeURIComponent(folder)}`;
  await untilReady(url);
  return {
    url,
    async stop() {
      const ended = once(server, "exit");
      server.kill("SIGINT");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(connectionString: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new Client({ connectionString });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 150) throw error;
      await wait(100);
    }
  }
}

/** The identifier of a user, or that of nobody. */
function numericId(option: "-u" | "-g", name: string): number {
  try {
    return Number(
      execFileSync("id", [option, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch {
    return 65_534;
  }
}
