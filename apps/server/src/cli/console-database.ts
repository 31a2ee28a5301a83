import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../platform/config.ts";
import { startEmbeddedPostgres } from "../platform/embedded-postgres.ts";
import { type Database, openDatabase } from "../platform/index.ts";

/** The same database as the server's: it may be running or not. A text says why there is none. */
export const withDatabase = async <Value>(
  { databaseUrl, dataFolder }: Config,
  work: (database: Database) => Promise<Value>,
): Promise<Value | string> => {
  // Asked for before the packaged server is started, which would create an empty database there.
  if (databaseUrl === undefined && !existsSync(join(dataFolder, "postgres-password"))) {
    return `${dataFolder} 中没有强医通的数据；请用 DATA_DIR 指出数据目录，或先运行 npm start`;
  }
  const postgres = databaseUrl === undefined ? await startEmbeddedPostgres({ folder: dataFolder }) : undefined;
  const database = openDatabase(postgres?.url ?? databaseUrl ?? "", { maxConnections: 1 });
  try {
    return await work(database);
  } finally {
    await database.close();
    await postgres?.stop();
  }
};
