import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Account, makeFolder, type SpawnAs } from "./server-account.ts";
import { StartProblem } from "./start-problem.ts";

const shippedMajor = "18";

/** A cluster of another major version cannot be opened, and starting on it could only harm. */
export const refuseOtherMajor = (cluster: string): void => {
  const found = readFileSync(join(cluster, "PG_VERSION"), "utf8").trim();
  if (found === shippedMajor) return;
  throw new StartProblem(
    `数据目录${cluster}由PostgreSQL ${found}写成，本程序随附的是${shippedMajor}；请改用相应版本的程序，数据没有改动`,
  );
};

/** Creates the cluster beside its place and moves it there when it is whole, so that a start that is cut off leaves no half of one. */
export const initialise = async (
  native: string,
  cluster: string,
  folder: string,
  as: SpawnAs,
  account: Account | undefined,
): Promise<void> => {
  const growing = `${cluster}.new`;
  rmSync(growing, { recursive: true, force: true });
  makeFolder(growing, account);
  const password = randomBytes(24).toString("base64url");
  const passwordFile = join(dirname(cluster), "initial-password");
  writeFileSync(join(folder, "postgres-password"), password, { mode: 0o600 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const options = [
    "-D",
    growing,
    "-U",
    "postgres",
    "--pwfile",
    passwordFile,
    "-A",
    "scram-sha-256",
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
  ];
  const { code, output } = await run(join(native, "bin", "initdb"), options, as);
  writeFileSync(passwordFile, "");
  if (code === 0) return renameSync(growing, cluster);
  if (/No space left/i.test(output)) throw new StartProblem("磁盘已满，数据库没有建成；请清理磁盘后重试");
  if (/Permission denied/i.test(output))
    throw new StartProblem(`数据库账号不能写入${cluster}；请检查上级目录的权限，或用DATA_DIR指定另一个目录`);
  throw new StartProblem(`数据库没有建成：${output.trim().split("\n").at(-1) ?? ""}`);
};

const run = (command: string, args: string[], as: SpawnAs): Promise<{ code: number; output: string }> =>
  new Promise((done, fail) => {
    const child = spawn(command, args, { ...as, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("error", fail);
    child.on("close", (code) => done({ code: code ?? 1, output }));
  });
