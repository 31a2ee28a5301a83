import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAt, freshDatabase } from "../../test/fresh-database.ts";
import { publicActor, violatedConstraint } from "./index.ts";

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
  it("约束按名字报告", async () => {
    const short = database.transaction(actorAt({}), (tx) =>
      sql`insert into idempotency_key (province, user_id, key, request_hash, status) values ('14', 'tester', 'k', 'x', 200)`.execute(
        tx,
      ),
    );
    expect(violatedConstraint(await short.catch((error: unknown) => error))).toBe("idempotency_key_length");
  });
});
