import type { FastifyInstance } from "fastify";
import { openAccess } from "./access/open-access.ts";
import { buildApp } from "./app.ts";
import { type Config, readConfig } from "./platform/config.ts";
import { type RunningPostgres, StartProblem, startEmbeddedPostgres } from "./platform/embedded-postgres.ts";
import { type Database, movedClock, openDatabase, systemClock } from "./platform/index.ts";
import { migrate, NewerDatabase } from "./platform/migrations.ts";
import { provideSecretKey } from "./projects/index.ts";
import { loadReferenceData, seedDemo } from "./seed/index.ts";

/** Starts the product and stays until it is told to stop. Every foreseeable problem is one line and exit status 1. */
export const serve = async ({ root, isDemo }: { root: string; isDemo: boolean }): Promise<void> => {
  const read = readConfig(process.env, root, isDemo);
  if ("problems" in read) return fail(...read.problems);
  const { config } = read;
  const clock = config.clockOffsetDays === 0 ? systemClock : movedClock(config.clockOffsetDays);
  let postgres: RunningPostgres | undefined;
  let database: Database | undefined;
  let app: FastifyInstance | undefined;
  let isStopping = false;
  const stop = async (code: number): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    const cut = setTimeout(() => app?.server.closeAllConnections(), graceMilliseconds);
    await app?.close();
    clearTimeout(cut);
    await database?.close();
    await postgres?.stop();
    process.exit(code);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));
  try {
    postgres =
      config.databaseUrl === undefined ? await startEmbeddedPostgres({ folder: config.dataFolder, onProgress: say }) : undefined;
    const url = postgres?.url ?? config.databaseUrl ?? "";
    const applied = await migrate(url, config.migrationsFolder);
    if (applied.length > 0) say(`数据库结构已更新（${applied.length}步）`);
    database = openDatabase(url);
    await provideSecretKey(config.dataFolder);
    await loadReferenceData(database, clock);
    if (isDemo) await seedDemo(database, clock, say);
    app = await buildApp({
      database,
      clock,
      isDemo,
      log: config.log && process.env["LOG"] === "on",
      webFolder: config.webFolder,
      checkAnswers: false,
    });
    await app.listen({ host: config.host, port: config.port });
    for (const line of await openAccess(database, clock, addressOf(config), isDemo)) say(line);
  } catch (error) {
    for (const line of explain(error, config)) console.error(line);
    await stop(1);
  }
};

/**
 * In which requests under way may finish when the product is told to stop. Browsers hold connections in reserve on which nothing was ever asked;
 * those the HTTP server does not call idle, and would wait for them for minutes.
 */
const graceMilliseconds = 5_000;

const say = (text: string): void => console.log(text);

const fail = (...lines: string[]): never => {
  for (const line of lines) console.error(`强医通没有启动：${line}`);
  process.exit(1);
};

const addressOf = ({ host, port }: Config): string => `http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}`;

const explain = (error: unknown, config: Config): string[] => {
  const { code, message } = error as NodeJS.ErrnoException;
  const line = (text: string) => [`强医通没有启动：${text}`];
  if (error instanceof StartProblem) return line(error.message);
  if (error instanceof NewerDatabase)
    return line(`数据由更新版本的强医通写成（${error.message}），请使用新版本程序；数据没有改动`);
  if (code === "EADDRINUSE") return line(`端口${config.port}已被占用，请关闭占用它的程序，或用PORT指定另一个端口`);
  if (code === "EACCES") return line(`没有权限：${message}`);
  if (code === "ENOSPC" || code === "53100") return line("磁盘已满，请清理后重试；已保存的数据没有损坏");
  if (config.databaseUrl !== undefined && isConnectionError(code)) {
    return line(`连不上DATABASE_URL所指的数据库（${code ?? message}），请检查地址、账号和网络`);
  }
  return line(message ?? String(error));
};

const isConnectionError = (code: string | undefined): boolean =>
  code !== undefined &&
  (["ECONNREFUSED", "ENOTFOUND", "ETIMEDOUT", "EHOSTUNREACH", "ECONNRESET"].includes(code) || /^(08|28|3D|57P)/.test(code));
