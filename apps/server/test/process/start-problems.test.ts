import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { startEmbeddedPostgres } from "../../src/platform/embedded-postgres.ts";
import { freePort } from "../../src/platform/postgres/free-port.ts";
import { emptyFolder } from "../data-folder.ts";
import { portOf, postmasterOf, start, stop, untilReady } from "./product.ts";

const isRoot = process.getuid?.() === 0;
const dataFolder = emptyFolder();
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

/** One line that says what is wrong and what to do, a non-zero exit status, nothing left running. */
const refusesWith = async (sentence: RegExp, env: Record<string, string>, port?: number) => {
  const { code, output } = await start(port ?? (await freePort()), env).ended;
  const lines = output
    .trim()
    .split("\n")
    .filter((line) => line.startsWith("强医通没有启动"));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(sentence);
  expect(code).toBe(1);
};

describe("启动遇到问题:一句话说清,退出码非零,数据不受损", () => {
  it("首次启动,Ctrl+C后服务和数据库都停下", async () => {
    const product = start(await freePort(), { DATA_DIR: dataFolder });
    await untilReady(product);
    expect(postmasterOf(dataFolder)).toBeTypeOf("number");
    expect((await stop(product)).code).toBe(0);
    expect(postmasterOf(dataFolder)).toBeUndefined();
  });

  it("浏览器备而未用的连接不妨碍停下", async () => {
    const product = start(await freePort(), { DATA_DIR: dataFolder });
    await untilReady(product);
    const silent = connect(Number(new URL(product.address).port), "127.0.0.1");
    await once(silent, "connect");
    silent.on("error", () => {});
    expect((await stop(product)).code).toBe(0);
    expect(postmasterOf(dataFolder)).toBeUndefined();
  });

  it("端口被占用", async () => {
    const taken = createServer();
    await new Promise<void>((done) => taken.listen(0, "127.0.0.1", done));
    await refusesWith(/端口\d+已被占用.*PORT/, { DATA_DIR: dataFolder }, portOf(taken));
    taken.close();
    expect(postmasterOf(dataFolder)).toBeUndefined();
  });

  it("端口写错", async () => {
    const { code, output } = await start(0, { DATA_DIR: dataFolder, PORT: "0" }).ended;
    expect(output).toMatch(/PORT=0：应为1至65535的端口号/);
    expect(code).toBe(1);
  });

  it("连不上DATABASE_URL所指的数据库", () =>
    refusesWith(/连不上DATABASE_URL/, { DATABASE_URL: "postgres://x:y@127.0.0.1:1/none", DATA_DIR: dataFolder }));

  it("DATABASE_URL写错", () =>
    refusesWith(/DATABASE_URL：应以postgres:\/\/开头/, { DATABASE_URL: "mysql://x", DATA_DIR: dataFolder }));

  it("数据目录不能写", async () => {
    const folder = emptyFolder();
    if (isRoot) {
      // Root may write anywhere except where a file stands in the way of a folder.
      writeFileSync(join(folder, "file"), "");
      const { code, output } = await start(await freePort(), { DATA_DIR: join(folder, "file/data") }).ended;
      expect(output).toMatch(/强医通没有启动：/);
      expect(code).toBe(1);
    } else {
      chmodSync(folder, 0o500);
      await refusesWith(/不能写入数据目录.*DATA_DIR/, { DATA_DIR: join(folder, "data") });
      chmodSync(folder, 0o700);
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it("数据目录由另一个PostgreSQL大版本写成", async () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, "postgres"));
    writeFileSync(join(folder, "postgres/PG_VERSION"), "99\n");
    await refusesWith(/由PostgreSQL 99写成.*数据没有改动/, { DATA_DIR: folder });
    expect(readFileSync(join(folder, "postgres/PG_VERSION"), "utf8")).toBe("99\n");
    rmSync(folder, { recursive: true, force: true });
  });

  it("数据由更新版本的强医通写成", async () => {
    const postgres = await startEmbeddedPostgres({ folder: dataFolder });
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query("insert into migration (name) values ('9999_future.sql')");
    await client.end();
    await postgres.stop();
    await refusesWith(/由更新版本的强医通写成.*9999_future/, { DATA_DIR: dataFolder });
  });

  // A full disk is made with a small memory file system, which only root can mount.
  const canMount = isRoot && spawnSync("mount", ["--version"]).status === 0;
  it.runIf(canMount)("磁盘已满", async () => {
    const folder = emptyFolder();
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=12m,mode=755", "tmpfs", folder]);
    try {
      if (mounted.status === 0) await refusesWith(/磁盘已满/, { DATA_DIR: join(folder, "data") });
    } finally {
      spawnSync("umount", [folder]);
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
