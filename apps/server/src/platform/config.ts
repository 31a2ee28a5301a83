import { resolve } from "node:path";

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Undefined: the embedded PostgreSQL under `dataFolder`. */
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  readonly webFolder: string;
  readonly migrationsFolder: string;
  readonly isDemo: boolean;
  readonly log: boolean;
  /** Days by which the demonstration's clock is ahead of the real one. */
  readonly clockOffsetDays: number;
}

/** Reads the environment; one clear line per problem. */
export const readConfig = (
  env: NodeJS.ProcessEnv,
  root: string,
  isDemo: boolean,
): { config: Config } | { problems: string[] } => {
  const problems: string[] = [];
  const port = Number(env["PORT"] ?? "8086");
  if (!Number.isInteger(port) || port < 1 || port > 65_535) problems.push(`PORT=${env["PORT"]}：应为1至65535的端口号`);
  const databaseUrl = env["DATABASE_URL"] || undefined;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) problems.push("DATABASE_URL：应以postgres://开头");
  const clockOffsetDays = Number(env["CLOCK_OFFSET_DAYS"] || "0");
  if (!Number.isInteger(clockOffsetDays)) problems.push(`CLOCK_OFFSET_DAYS=${env["CLOCK_OFFSET_DAYS"]}：应为整数天`);
  else if (clockOffsetDays !== 0 && !isDemo) problems.push("CLOCK_OFFSET_DAYS：只用于演示，正式运行不能移动时钟");
  if (problems.length > 0) return { problems };
  return {
    config: {
      host: env["HOST"] ?? "127.0.0.1",
      port,
      databaseUrl,
      dataFolder: resolve(root, env["DATA_DIR"] ?? (isDemo ? "data/demo" : "data/production")),
      webFolder: resolve(root, "apps/web/dist"),
      migrationsFolder: resolve(root, "apps/server/migrations"),
      isDemo,
      log: env["LOG"] !== "off",
      clockOffsetDays,
    },
  };
};
