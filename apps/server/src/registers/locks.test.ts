import { addEntry, changeEntry, withdrawEntry } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import type { Tx } from "../platform/index.ts";
import { factsRevision, registerRevision } from "./engine-facts.ts";
import { registerImport } from "./register-import.ts";
import { addSampleInstitutions, places, registerOf, sampleEvidence, sampleValues } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const api = await testApi(database);

const province = actorAs("prov_health_dept");
const qingxu = actorAs("county_health_bureau", { ...places.qingxu, level: "county", userId: "qingxu" });
const xinrong = actorAs("county_health_bureau", { ...places.xinrong, level: "county", userId: "xinrong" });
const township = registerOf("township-centre");
const target = registerImport(township);
const at = new Date("2025-03-01T02:00:00Z");

const values = (nth: number, place: keyof typeof places = "qingxu") => sampleValues(township, nth, place);
const save = (actor: typeof province, nth: number, place: keyof typeof places, register = township) =>
  api.call(actor, addEntry, {
    params: { register: register.id },
    body: { values: sampleValues(register, nth, place), evidence: sampleEvidence },
  });
const columns = (nth: number, key: string | null) => ({
  rowNumber: nth + 2,
  verdict: key === null ? ("new" as const) : ("changed" as const),
  key,
  values: { ...values(nth), documentNumber: sampleEvidence.documentNumber, documentDate: "2024-07-01" },
});
const revision = (tx: Tx) => registerRevision(tx, province, township.id);
const bookkept = async () =>
  await database.query(
    `select (select last_number from register_counter where register = $1)::int as numbers, (select count(*)::int from register_entry where register = $1) as entries,
       (select sum(entries)::int from register_total where register = $1 and scope = 'province') as total, (select count(*)::int from register_book_line) as noted,
       (select count(*)::int from register_posting) as posting`,
    [township.id],
  );

/** Resolves while the import is open; an hour of waiting would show here as "waits". */
const within = <Value>(seconds: number, work: Promise<Value>): Promise<Value | "waits"> =>
  Promise.race([work, new Promise<"waits">((done) => setTimeout(() => done("waits"), seconds * 1_000))]);

/** An import of the province whose rows are written and whose transaction is still open, while `meanwhile` runs on other connections. */
const importing = async (rows: readonly ReturnType<typeof columns>[], meanwhile: () => Promise<void>): Promise<void> => {
  const added = rows.filter(({ key }) => key === null).length;
  const first = await database.transaction(province, (tx) => target.reserve?.(tx, province, added) ?? Promise.resolve(1n));
  await database.transaction(province, async (tx) => {
    await target.lock(
      tx,
      province,
      rows.flatMap(({ key }) => key ?? []),
    );
    await target.apply(tx, province, rows, at, first);
    await meanwhile();
  });
};

describe("导入生效当中，别处照常登记", () => {
  it("同一台账、别的台账的登记、修改、撤销都不等；导入完成后总数、编号、版本号都对", async () => {
    const own = (await save(xinrong, 30, "xinrong")).answer;
    const before = await database.transaction(province, revision);
    await importing([columns(1, null), columns(2, null), columns(3, null)], async () => {
      const added = await within(5, save(xinrong, 31, "xinrong"));
      expect(added).toMatchObject({ status: 201 });
      expect(await within(5, save(xinrong, 32, "xinrong", registerOf("secondment")))).toMatchObject({ status: 201 });
      const params = { register: township.id, id: own.id };
      const changed = { values: values(33, "xinrong"), evidence: sampleEvidence, version: 1 };
      expect(await within(5, api.call(xinrong, changeEntry, { params, body: changed }))).toMatchObject({ status: 200 });
      const withdrawal = api.call(xinrong, withdrawEntry, { params, body: { version: 2, reason: "登记错误" } });
      expect(await within(5, withdrawal)).toMatchObject({ status: 200 });
      // What others wrote is in the books already; the import is not.
      expect(await database.transaction(province, revision)).toBe(before + 3n);
    });
    expect(await database.transaction(province, revision)).toBe(before + 4n);
    expect(await bookkept()).toEqual([{ numbers: 5, entries: 5, total: 5, noted: 0, posting: 0 }]);
    const numbers = await database.query<{ n: number }>(
      "select count(distinct entry_no)::int as n from register_entry where register = $1",
      [township.id],
    );
    expect(numbers).toEqual([{ n: 5 }]);
  });

  it("同一事物只成立一条：等导入结束，后到的被告知重复，什么也没有写入", async () => {
    let waiting: ReturnType<typeof save> | undefined;
    await importing([columns(5, null)], async () => {
      waiting = save(qingxu, 5, "qingxu");
      expect(await within(0.3, waiting)).toBe("waits");
    });
    expect((await waiting)?.problem.code).toBe("entry-repeats");
    expect(await database.query("select count(*)::int as n from register_entry where institution = 'Q6'")).toEqual([{ n: 1 }]);
  });

  it("导入要改的那一条，别人改要等，之后得知已被改动", async () => {
    const { id } = (await save(qingxu, 7, "qingxu")).answer;
    const change = { values: { ...values(7), accepted: "2024-08-01" }, evidence: sampleEvidence, version: 1 };
    const changing = () => api.call(qingxu, changeEntry, { params: { register: township.id, id }, body: change });
    let waiting: ReturnType<typeof changing> | undefined;
    await importing([columns(7, id)], async () => {
      waiting = changing();
      expect(await within(0.3, waiting)).toBe("waits");
    });
    expect((await waiting)?.problem.code).toBe("entry-changed-meanwhile");
    expect(await database.query("select version, document_date from register_entry where id = $1", [id])).toEqual([
      { version: 2, document_date: "2024-07-01" },
    ]);
  });

  it("导入失败，账上什么也没有变；所占编号不再给出", async () => {
    const before = { books: await bookkept(), facts: await database.transaction(province, (tx) => factsRevision(tx)) };
    const attempt = importing([columns(9, null)], () => Promise.reject(new Error("断电")));
    await expect(attempt).rejects.toThrow("断电");
    const [books] = await bookkept();
    expect(books).toEqual({ ...before.books[0], numbers: Number(before.books[0]?.["numbers"]) + 1 });
    expect(await database.transaction(province, (tx) => factsRevision(tx))).toBe(before.facts);
    expect((await save(qingxu, 9, "qingxu")).status).toBe(201);
  });

  it("两份导入进入同一台账，后一份等前一份", async () => {
    let second: Promise<unknown> | undefined;
    await importing([columns(11, null)], async () => {
      second = importing([columns(12, null)], async () => {});
      expect(await within(0.3, second)).toBe("waits");
    });
    await second;
    expect(await database.query("select count(*)::int as n from register_entry where institution in ('Q12', 'Q13')")).toEqual([
      { n: 2 },
    ]);
  });
});

describe("两人同时登记相像的事", () => {
  it("后到的等前一个，然后得到提示", async () => {
    const register = registerOf("emergency-centre");
    const enter = (nth: number) =>
      api.call(qingxu, addEntry, {
        params: { register: register.id },
        body: { values: sampleValues(register, nth), evidence: sampleEvidence },
      });
    const both = await Promise.all([enter(1), enter(2)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(both.find(({ status }) => status === 409)?.problem.code).toBe("entry-resembles");
    expect(await database.query("select count(*)::int as n from register_entry where register = $1", [register.id])).toEqual([
      { n: 1 },
    ]);
  });
});

it("应用角色碰不到记账的中间表", async () => {
  for (const table of ["register_book_line", "register_posting"]) {
    const attempt = database.query(`set role qiangyi_app; delete from ${table}`);
    await expect(attempt).rejects.toThrow("permission denied");
    await database.query("reset role");
  }
});
