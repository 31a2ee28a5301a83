import { chownSync, mkdirSync, readFileSync } from "node:fs";
import { StartProblem } from "./start-problem.ts";

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; as root we lend it the account `postgres`, else `nobody`. */
export const serverAccount = (): Account | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  const entry = ["postgres", "nobody"]
    .map((name) => lines.find((line) => line.startsWith(`${name}:`)))
    .find((line) => line !== undefined);
  const [, , uid, gid] = entry?.split(":") ?? [];
  if (uid === undefined || gid === undefined)
    throw new StartProblem("以root身份运行时需要系统账号postgres或nobody，请改用普通账号运行");
  return { uid: Number(uid), gid: Number(gid) };
};

export interface SpawnAs {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
}

export const makeFolder = (folder: string, account?: Account): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: account ? 0o700 : 0o755 });
    if (account) chownSync(folder, account.uid, account.gid);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === "EACCES" || code === "EPERM" || code === "EROFS")
      throw new StartProblem(`不能写入数据目录${folder}，请给当前账号写权限，或用DATA_DIR指定另一个目录`);
    if (code === "ENOSPC") throw new StartProblem(`磁盘已满，不能在${folder}创建数据目录，请清理后重试`);
    throw error;
  }
};
