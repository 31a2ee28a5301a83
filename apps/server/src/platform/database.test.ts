import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAt, freshDatabase } from "../../test/fresh-database.ts";
import { repeated } from "./database.ts";
import { publicActor, type Tx, violatedConstraint } from "./index.ts";

const database = await freshDatabase();

describe("每次操作一个事务,以操作者的身份", () => {
  const insert = (actor = actorAt({})) =>
    database.transaction(
      actor,
      (tx) =>
        sql`insert into idempotency_key (province, user_id, key, request_hash, status)
          values ('14', ${actor.userId}, ${crypto.randomUUID()}, 'x', 200)`.execute(tx),
      () => actor.userId === "kept",
    );
  const count = async () => (await database.query<{ n: bigint }>("select count(*) n from idempotency_key"))[0]?.n;

  it("拒绝时什么都没有写入", async () => {
    await insert();
    expect(await count()).toBe(0n);
  });
  it("成功时写入", async () => {
    await insert(actorAt({ userId: "kept" }));
    expect(await count()).toBe(1n);
  });
  it("别人的行看不见:行级安全在应用之后再把一道关", async () => {
    const seen = await database.transaction(publicActor, (tx) => sql`select * from idempotency_key`.execute(tx));
    expect(seen.rows).toEqual([]);
  });
  it("应用角色不能关闭行级安全,也不能删表", async () => {
    const attempt = (text: string) => database.transaction(actorAt({}), (tx) => sql.raw(text).execute(tx));
    await expect(attempt("alter table stored_file disable row level security")).rejects.toThrow(/owner/);
    await expect(attempt("drop table stored_file")).rejects.toThrow(/owner/);
  });
  it("事务中途连接被数据库断开:这次操作失败,服务不倒,下一次照常", async () => {
    const before = await count();
    const cut = database.transaction(actorAt({ userId: "kept" }), async (tx) => {
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      await database.query("select pg_terminate_backend($1)", [rows[0]?.pid]);
      await new Promise((wake) => setTimeout(wake, 50)); // the driver hears of it while no statement is waiting
      await sql`select 1`.execute(tx);
    });
    await expect(cut).rejects.toThrow();
    expect(await count()).toBe(before);
    expect((await database.transaction(actorAt({}), (tx) => sql`select 1 as one`.execute(tx))).rows).toEqual([{ one: 1 }]);
  });
  it("约束按名字报告", async () => {
    const short = database.transaction(actorAt({}), (tx) =>
      sql`insert into idempotency_key (province, user_id, key, request_hash, status) values ('14', 'tester', 'k', 'x', 200)`.execute(
        tx,
      ),
    );
    expect(violatedConstraint(await short.catch((error: unknown) => error))).toBe("idempotency_key_length");
  });
  it("操作者的名字里有引号和反斜线也只是文字", async () => {
    const userId = "o'neil\\'; reset all; --";
    const seen = await database.transaction(actorAt({ userId }), (tx) =>
      sql<{ user: string }>`select current_setting('qiangyi.user') as user`.execute(tx),
    );
    expect(seen.rows).toEqual([{ user: userId }]);
  });
  it("几条语句可以一起发出,其中一条出错,整个事务不算", async () => {
    const actor = actorAt({ userId: "together" });
    const insert = (key: string, status: number) => (tx: Tx) =>
      sql`insert into idempotency_key (province, user_id, key, request_hash, status) values ('14', 'together', ${key}, 'x', ${status})`.execute(
        tx,
      );
    const outcome = database.transaction(actor, (tx) => Promise.all([insert("long enough", 200)(tx), insert("k", 200)(tx)]));
    expect(violatedConstraint(await outcome.catch((error: unknown) => error))).toBe("idempotency_key_length");
    const swallowed = database.transaction(actor, async (tx) => {
      await insert("long enough", 200)(tx);
      await insert("k", 200)(tx).catch(() => {});
    });
    await expect(swallowed).rejects.toThrow(/rolled back/);
    expect(await database.query("select from idempotency_key where user_id = 'together'")).toEqual([]);
  });
  it("事务结束之后不能再用", async () => {
    const ended = await database.transaction(actorAt({}), async (tx) => ({ tx }));
    await expect(sql`select 1`.execute(ended.tx)).rejects.toThrow(/had ended/);
  });
  it("出错的语句指得出是谁发的", async () => {
    const asks = async (tx: Tx) => await sql`select 1 from no_such_table`.execute(tx);
    const failed = await database.transaction(actorAt({}), asks).catch((error: unknown) => error);
    expect((failed as Error).stack).toMatch(/database\.test\.ts/);
  });
  it.each([
    ["2024-01-02T03:04:05.678Z", "2024-01-02 03:04:05.678901+00"],
    ["2024-01-01T19:04:05.000Z", "2024-01-02 03:04:05+08"],
    ["1970-01-01T00:00:00.000Z", "1970-01-01 00:00:00+00"],
    ["0033-04-03T12:00:00.000Z", "0033-04-03 12:00:00+00"],
    ["-000043-03-15T00:00:00.000Z", "0044-03-15 00:00:00+00 BC"],
  ])("时刻%s", async (iso, text) => {
    const { rows } = await database.transaction(actorAt({}), (tx) =>
      sql<{ at: Date }>`select ${text}::timestamptz as at`.execute(tx),
    );
    expect(rows[0]?.at.toISOString()).toBe(iso);
  });
  it("同一语句反复使用,每次仍按各自的操作者", async () => {
    const who = (userId: string) =>
      database.transaction(actorAt({ userId }), async (tx) => {
        const { rows } = await sql<{ user: string }>`select current_setting('qiangyi.user') as user`.execute(tx);
        return rows[0]?.user;
      });
    expect([await who("a"), await who("b"), await who("c"), await who("a")]).toEqual(["a", "b", "c", "a"]);
  });
  it("两个事务互相等待,数据库终止其一:重做后两个都办成", async () => {
    const tries = { first: 0, second: 0 };
    let meet: () => void = () => undefined;
    const bothHold = new Promise<void>((resolve) => (meet = resolve));
    let holding = 0;
    const crossing = (name: keyof typeof tries, [one, other]: readonly [number, number]) =>
      repeated(() =>
        database.transaction(actorAt({}), async (tx) => {
          tries[name] += 1;
          await sql`select pg_advisory_xact_lock(${one})`.execute(tx);
          holding += 1;
          if (holding === 2) meet();
          await bothHold;
          await sql`select pg_advisory_xact_lock(${other})`.execute(tx);
          return name;
        }),
      );
    expect(await Promise.all([crossing("first", [901, 902]), crossing("second", [902, 901])])).toEqual(["first", "second"]);
    expect(tries.first + tries.second).toBe(3);
  });
  it("别的失败不重做", async () => {
    let tries = 0;
    const failing = repeated(() => {
      tries += 1;
      return database.transaction(actorAt({}), async (tx) => sql`select 1 / 0`.execute(tx));
    });
    await expect(failing).rejects.toThrow(/division/);
    expect(tries).toBe(1);
  });
});
