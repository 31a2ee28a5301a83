import {
  addEntry,
  addEvidence,
  changeEntry,
  confirmEntries,
  listEntries,
  listRegisters,
  readEntry,
  readEvidence,
  returnEntry,
  withdrawEntry,
} from "@qiangyi/api";
import fc from "fast-check";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { type Actor, systemActor, violatedConstraint } from "../platform/index.ts";
import { entriesByFactIds, factsForEngine, factsRevision, registers } from "./index.ts";
import { addSampleInstitutions, places, registerOf, sampleEvidence, samplePdf, sampleValues } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const api = await testApi(database);

const province = actorAs("prov_health_dept");
const colleague = actorAs("prov_health_dept", { userId: "colleague", name: "同事" });
const { city, county } = places.qingxu;
const clerk = actorAs("county_health_bureau", { level: "county", city, county, userId: "clerk" });
const cityBureau = actorAs("city_health_bureau", { level: "city", city });
const otherCity = actorAs("city_health_bureau", { level: "city", city: "140200", userId: "other-city" });
const hospital = actorAs("unit_applicant", { level: "unit", city, county, institution: "Q1", userId: "hospital" });

const township = registerOf("township-centre");
const params = { register: township.id };
let used = 0;

const add = async (
  actor: Actor = province,
  values = sampleValues(township, used++),
  evidence: Partial<typeof sampleEvidence> = sampleEvidence,
) => {
  const { status, answer, problem } = await api.call(actor, addEntry, { params, body: { values, evidence } });
  if (status !== 201) throw new Error(JSON.stringify(problem));
  return { ...answer, values };
};
const stored = async (id: string) => (await database.query("select * from register_entry where id = $1", [id]))[0];
const versions = async (id: string) => (await database.query("select * from register_entry_history where id = $1", [id])).length;
const revision = () => database.transaction(province, (tx) => factsRevision(tx));

describe("两个人改同一条记录", () => {
  it("后保存的被拒绝，说明谁在何时改成第几版；先保存的完整保留", async () => {
    const { id, values } = await add();
    const mine = { values, evidence: { ...sampleEvidence, documentNumber: "晋卫医发〔2024〕1号" }, version: 1 };
    const theirs = { values: { ...values, accepted: "2024-07-01" }, evidence: sampleEvidence, version: 1 };
    expect((await api.call(province, changeEntry, { params: { ...params, id }, body: mine })).answer.version).toBe(2);
    const late = await api.call(colleague, changeEntry, { params: { ...params, id }, body: theirs });
    expect([late.status, late.problem.code]).toEqual([409, "entry-changed-meanwhile"]);
    expect(late.problem.detail).toContain("测试员");
    expect(late.problem.detail).toContain("第2版");
    expect(await stored(id)).toMatchObject({ version: 2, document_number: "晋卫医发〔2024〕1号", data: values });
    expect(await versions(id)).toBe(2);
  });

  it("两人同时登记同一事物，只有一条成立", async () => {
    const values = sampleValues(township, used++);
    const both = await Promise.all(
      [province, clerk].map((actor) => api.call(actor, addEntry, { params, body: { values, evidence: sampleEvidence } })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe("登记、确认、退回、撤销", () => {
  it("县里登记的待确认，确认后才进入引擎，退回后又离开", async () => {
    const before = await revision();
    const { id, entryNo, state } = await add(clerk);
    expect([state, await revision()]).toEqual(["submitted", before]);
    const ids = async () => (await database.transaction(province, (tx) => factsForEngine(tx, province))).map((fact) => fact.id);
    expect(await ids()).not.toContain(entryNo);
    await api.call(province, confirmEntries, { params, body: { entries: [{ id, version: 1 }] } });
    expect(await ids()).toContain(entryNo);
    expect(await revision()).toBeGreaterThan(before);
    const confirmed = await revision();
    const back = await api.call(province, returnEntry, { params: { ...params, id }, body: { version: 2, reason: "材料不全" } });
    expect(back.answer.state).toBe("submitted");
    expect(await ids()).not.toContain(entryNo);
    expect(await revision()).toBeGreaterThan(confirmed);
  });

  it("已确认的记录，县里不能修改也不能撤销", async () => {
    const { id, values } = await add(clerk);
    await api.call(province, confirmEntries, { params, body: { entries: [{ id, version: 1 }] } });
    const body = { values, evidence: sampleEvidence, version: 2 };
    expect((await api.call(clerk, changeEntry, { params: { ...params, id }, body })).problem.code).toBe(
      "entry-already-confirmed",
    );
    const withdrawal = { params: { ...params, id }, body: { version: 2, reason: "填错了" } };
    expect((await api.call(clerk, withdrawEntry, withdrawal)).problem.code).toBe("entry-already-confirmed");
    expect(await stored(id)).toMatchObject({ version: 2, state: "confirmed" });
  });

  it("撤销要有理由，记录保留，之后可以重新登记同一事物", async () => {
    const { id, values } = await add();
    const at = { params: { ...params, id } };
    expect((await api.call(province, withdrawEntry, { ...at, body: { version: 1, reason: " " } })).status).toBe(400);
    expect((await api.call(province, withdrawEntry, { ...at, body: { version: 1, reason: "重复登记" } })).answer.state).toBe(
      "withdrawn",
    );
    expect(await stored(id)).toMatchObject({ state: "withdrawn", note: "重复登记" });
    expect((await api.call(province, withdrawEntry, { ...at, body: { version: 2, reason: "重复登记" } })).problem.code).toBe(
      "entry-already-withdrawn",
    );
    expect((await add(province, values)).state).toBe("confirmed");
  });

  it("待确认的记录不能退回", async () => {
    const { id } = await add(clerk);
    const { problem } = await api.call(province, returnEntry, {
      params: { ...params, id },
      body: { version: 1, reason: "材料不全" },
    });
    expect(problem.code).toBe("entry-not-confirmed");
    expect(await versions(id)).toBe(1);
  });

  it("批量确认逐条给出结果：有佐证的确认，缺佐证、旧版本、找不到的各有原因", async () => {
    const good = await add(clerk);
    const bare = await add(clerk, sampleValues(township, used++), { documentNumber: null } as never);
    const changed = await add(clerk);
    await api.call(clerk, changeEntry, {
      params: { ...params, id: changed.id },
      body: { values: { ...changed.values, accepted: "2024-08-08" }, evidence: sampleEvidence, version: 1 },
    });
    const readOf = async ({ id }: { id: string }) => (await api.call(province, readEntry, { params: { ...params, id } })).answer;
    expect((await readOf(good)).missingEvidence).toBe(null);
    expect((await readOf(bare)).missingEvidence).toBe("缺少佐证：文号、文件日期");
    const entries = [good, bare, changed, { id: crypto.randomUUID() }].map(({ id }) => ({ id, version: 1 }));
    const { answer } = await api.call(province, confirmEntries, { params, body: { entries } });
    expect(answer.confirmed).toBe(1);
    expect(answer.results.map(({ outcome, code }) => code ?? outcome)).toEqual([
      "confirmed",
      "EVIDENCE_REQUIRED",
      "entry-changed-meanwhile",
      "entry-not-found",
    ]);
    const again = await api.call(province, confirmEntries, { params, body: { entries: [{ id: good.id, version: 1 }] } });
    expect(again.answer.results[0]?.outcome).toBe("already-confirmed");
    expect(await versions(good.id)).toBe(2);
  });

  it("已确认的记录不能去掉佐证", async () => {
    const { id, values } = await add();
    const body = { values, evidence: { documentNumber: null }, version: 1 };
    expect((await api.call(province, changeEntry, { params: { ...params, id }, body })).problem.code).toBe("EVIDENCE_REQUIRED");
    expect(await versions(id)).toBe(1);
  });

  it("没有公布文件的名次不能确认 [qiangyi-2024.art7.1.1.a]", async () => {
    const ranking = registerOf("national-ranking");
    const at = { register: ranking.id };
    const saved = await api.call(province, addEntry, {
      params: at,
      body: { values: { ...sampleValues(ranking), rank: 95 }, evidence: {} },
    });
    expect(saved.answer.state).toBe("submitted");
    const entries = [{ id: saved.answer.id, version: 1 }];
    const { answer } = await api.call(province, confirmEntries, { params: at, body: { entries } });
    expect(answer.results[0]).toMatchObject({ outcome: "refused", code: "EVIDENCE_REQUIRED", clause: "qiangyi-2024.art7.1.1.a" });
    expect(await stored(saved.answer.id)).toMatchObject({ state: "submitted", version: 1 });
  });

  it("没有这本台账", async () => {
    expect((await api.call(province, listEntries, { params: { register: "nothing" } })).problem.code).toBe("register-not-found");
  });

  it("在建的没有结果，不需要佐证也能确认", async () => {
    const { state } = await add(province, { ...sampleValues(township, used++), accepted: null }, {
      documentNumber: null,
    } as never);
    expect(state).toBe("confirmed");
  });
});

describe("填写有误", () => {
  it.each([
    ["日期不存在", { accepted: "2024-02-30" }, "accepted"],
    ["机构不在机构库", { institution: "nobody" }, "institution"],
    ["县与机构所在县不一致", { county: "140122" }, "county"],
    ["没有这个字段", { bedding: "3" }, "bedding"],
    ["选了市不是县", { county: "140100" }, "county"],
  ])("%s", async (_, wrong, path) => {
    const before = (await database.query("select count(*) n from register_entry"))[0];
    const values = { ...sampleValues(township, used), ...wrong };
    const { problem } = await api.call(province, addEntry, { params, body: { values, evidence: sampleEvidence } });
    expect(problem.code).toBe("entry-misfits");
    expect(problem.problems?.map((one) => one.path)).toContain(path);
    expect((await database.query("select count(*) n from register_entry"))[0]).toEqual(before);
  });

  it("文号不用六角括号，离岗早于到岗，遴选时类别只填一项", async () => {
    const secondment = registerOf("secondment");
    const reversed = await api.call(province, addEntry, {
      params: { register: secondment.id },
      body: {
        values: { ...sampleValues(secondment), from: "2025-06-01", to: "2025-05-31" },
        evidence: { documentNumber: "晋卫发(2024)12号" },
      },
    });
    expect(reversed.problem.problems?.map(({ path }) => path)).toEqual(["to", "documentNumber"]);
    const tcm = registerOf("tcm-specialty");
    const partial = await api.call(province, addEntry, {
      params: { register: tcm.id },
      body: { values: { ...sampleValues(tcm), "classAtSelection.tier": "secondary" }, evidence: {} },
    });
    expect(partial.problem.problems?.map(({ path }) => path)).toEqual(["classAtSelection.affiliation", "classAtSelection.class"]);
  });

  it("看上去像另一条的，提示核实；确认两条都对后保存", async () => {
    const emergency = registerOf("emergency-centre");
    const first = sampleValues(emergency, 1);
    const body = { values: first, evidence: sampleEvidence };
    const one = await api.call(province, addEntry, { params: { register: emergency.id }, body });
    const second = { values: sampleValues(emergency, 2), evidence: sampleEvidence };
    const warned = await api.call(province, addEntry, { params: { register: emergency.id }, body: second });
    expect([warned.problem.code, warned.problem.clause]).toEqual(["entry-resembles", "qiangyi-2024.art7.3.2.d"]);
    expect(warned.problem.detail).toContain(one.answer.entryNo);
    const kept = await api.call(province, addEntry, {
      params: { register: emergency.id },
      body: { ...second, acceptRepetition: true },
    });
    expect(kept.status).toBe(201);
  });
});

describe("附件", () => {
  const upload = (name: string, content: Uint8Array, actor = province) =>
    api.call(actor, addEvidence, {}, { file: { name, content } });
  const files = async () => (await database.query<{ n: bigint }>("select count(*) n from stored_file"))[0]?.n;

  it.each([
    ["改名的程序", "证书.pdf", Buffer.from("MZ\u0090\u0000 this is no pdf")],
    ["网页", "证书.png", Buffer.from("<html></html>")],
    ["普通压缩包", "证书.docx", Buffer.from("PK\u0003\u0004 nothing of an office file")],
  ])("%s按内容识别，被拒绝", async (_, name, content) => {
    const before = await files();
    const { status, problem } = await upload(name, content);
    expect([status, problem.code]).toEqual([415, "attachment-kind"]);
    expect(await files()).toBe(before);
  });

  it("空文件被拒绝", async () => expect((await upload("空.pdf", Buffer.alloc(0))).problem.code).toBe("attachment-empty"));

  it("超过20MB被拒绝", async () => {
    const { status, problem } = await upload("大.pdf", Buffer.concat([samplePdf, Buffer.alloc(20 * 1_048_576)]));
    expect([status, problem.code]).toEqual([413, "file-too-large"]);
  });

  it("同一文件用在别的记录上会提示；下载的就是上传的", async () => {
    const first = await upload("证书.pdf", samplePdf);
    const { entryNo } = await add(province, sampleValues(township, used++), {
      ...sampleEvidence,
      attachmentId: first.answer.id as never,
    });
    const second = await upload("另一个名字.pdf", samplePdf);
    expect(second.answer.usedBy).toEqual([{ register: township.id, entryNo }]);
    const read = await api.call(province, readEvidence, { params: { file: first.answer.id } });
    expect(read.bytes.equals(samplePdf)).toBe(true);
    const outside = await api.call(otherCity, readEvidence, { params: { file: first.answer.id } });
    expect(outside.problem.code).toBe("attachment-not-found");
  });

  it("不存在的附件不能引用", async () => {
    const body = { values: sampleValues(township, used), evidence: { ...sampleEvidence, attachmentId: crypto.randomUUID() } };
    expect((await api.call(province, addEntry, { params, body })).problem.code).toBe("attachment-not-found");
  });
});

describe("范围", () => {
  it("市看所辖，县看本县，医院看本院；总数与所见一致，别处一律为零", async () => {
    const own = await add(hospital, { ...sampleValues(township, 0), institution: "Q1" }).catch(() => undefined);
    for (const actor of [province, cityBureau, clerk, hospital, otherCity]) {
      const { answer } = await api.call(actor, listEntries, { params, query: { limit: 200 } });
      expect(answer.total).toBe(answer.items.length);
      if (actor === otherCity) expect(answer.total).toBe(0);
      if (actor === hospital) expect(answer.items.every(({ institution }) => institution === "Q1")).toBe(true);
    }
    if (own)
      expect((await api.call(otherCity, readEntry, { params: { ...params, id: own.id } })).problem.code).toBe("entry-not-found");
    const peeping = await api.call(clerk, listEntries, { params, query: { county: "140212" } });
    expect([peeping.answer.items, peeping.answer.total]).toEqual([[], 0]);
  });

  it("直接写库也越不出范围：行级安全在应用之后再把一道关", async () => {
    const { id } = await add();
    const touched = await database.transaction(otherCity, async (tx) => {
      return (await sql`update register_entry set note = '越权' where id = ${id}`.execute(tx)).numAffectedRows;
    });
    expect(touched).toBe(0n);
  });

  it("解释里的事实能找到记录和佐证", async () => {
    const { id, entryNo } = await add();
    const [entry] = await database.transaction(province, (tx) => entriesByFactIds(tx, [entryNo], province));
    expect(entry).toMatchObject({ factId: entryNo, id, register: township.id, documentNumber: sampleEvidence.documentNumber });
  });
});

it("翻页：每条恰好出现一次，正序倒序都是", async () => {
  for (const sort of ["date", "-date"] as const) {
    const seen: string[] = [];
    for (let after: string | undefined; ; ) {
      const { answer } = await api.call(province, listEntries, {
        params,
        query: { limit: 3, sort, ...(after !== undefined && { after }) },
      });
      seen.push(...answer.items.map(({ id }) => id));
      if (answer.next === null) break;
      after = answer.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBe((await database.query("select id from register_entry where register = $1", [township.id])).length);
  }
});

describe("数据库的约束各违反一次", () => {
  const columns = `province, id, register, entry_no, state, data, unique_key, sort_on, search_text, version, created_by, created_at, changed_by, changed_by_name, changed_at`;
  const row = { entry_no: "ZZ1", state: "confirmed", data: "{}", unique_key: "z", version: "1", more: "", moreValues: "" };
  const insert = (wrong: Partial<typeof row>) => {
    const { entry_no, state, data, unique_key, version, more, moreValues } = { ...row, ...wrong };
    const text = `insert into register_entry (${columns}${more}) values ('14', gen_random_uuid(), 'test', '${entry_no}', '${state}', '${data}', '${unique_key}',
       '2024-01-01', '', ${version}, 'u', now(), 'u', 'u', now()${moreValues})`;
    return database.transaction(systemActor, (tx) => sql.raw(text).execute(tx));
  };
  const nameOf = (attempt: Promise<unknown>) => attempt.then(() => "accepted", violatedConstraint);

  it.each([
    ["register_entry_state", { state: "lost" }],
    ["register_entry_version_positive", { version: "0" }],
    ["register_entry_data_object", { data: "[]" }],
    ["register_entry_document_number", { more: ", document_number", moreValues: ", '晋卫发(2024)1号'" }],
    ["register_entry_withdrawn_with_reason", { state: "withdrawn" }],
    ["register_entry_attachment_exists", { more: ", attachment", moreValues: ", gen_random_uuid()" }],
  ])("%s", async (constraint, wrong) => expect(await nameOf(insert(wrong))).toBe(constraint));

  it("编号、唯一键、删除、历史", async () => {
    await insert({});
    expect(await nameOf(insert({ unique_key: "y" }))).toBe("register_entry_no_once");
    expect(await nameOf(insert({ entry_no: "ZZ2" }))).toBe("register_entry_unique_key");
    expect(await nameOf(database.query("delete from register_entry where entry_no = 'ZZ1'"))).toBe(
      "register_entry_never_deleted",
    );
    expect(await nameOf(database.query("update register_entry_history set note = 'x'"))).toBe(
      "register_entry_history_append_only",
    );
    expect(await nameOf(database.query("update register_total set entries = -1"))).toBe("register_total_not_negative");
    expect(await nameOf(database.query("update register_total set scope = 'moon'"))).toBe("register_total_scope");
  });

  it("应用角色不能改总数、版本号和历史", async () => {
    for (const table of ["register_total", "facts_revision", "register_counter", "register_entry_history"]) {
      const attempt = database.transaction(province, (tx) => sql`delete from ${sql.table(table)}`.execute(tx));
      await expect(attempt).rejects.toThrow(/permission denied/);
    }
  });
});

it("任意操作之后，存下的总数等于逐条数出来的数", async () => {
  const secondment = registerOf("secondment");
  const at = { register: secondment.id };
  const actors = [province, clerk] as const;
  const step = fc.record({
    what: fc.constantFrom("add", "add", "change", "confirm", "withdraw", "return"),
    which: fc.nat(30),
    who: fc.nat(1),
    year: fc.integer({ min: 2023, max: 2025 }),
  });
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 8 }), async (steps) => {
      for (const { what, which, who, year } of steps) {
        const actor = actors[who] ?? province;
        const rows = await database.query<{ id: string; version: number; data: Record<string, string> }>(
          "select id, version, data from register_entry where register = $1 order by entry_no",
          [secondment.id],
        );
        const row = rows[which % Math.max(1, rows.length)];
        const dates = { from: `${year}-01-01`, to: `${year}-12-31` };
        if (what === "add" || !row) {
          const values = { ...sampleValues(secondment, nth++, "qingxu"), ...dates };
          await api.call(actor, addEntry, { params: at, body: { values, evidence: sampleEvidence } });
          continue;
        }
        const { id, version, data } = row;
        if (what === "change")
          await api.call(actor, changeEntry, {
            params: { ...at, id },
            body: { values: { ...data, ...dates }, evidence: sampleEvidence, version },
          });
        if (what === "confirm") await api.call(province, confirmEntries, { params: at, body: { entries: [{ id, version }] } });
        if (what === "withdraw")
          await api.call(actor, withdrawEntry, { params: { ...at, id }, body: { version, reason: "试验" } });
        if (what === "return")
          await api.call(province, returnEntry, { params: { ...at, id }, body: { version, reason: "试验" } });
      }
      const counted = await database.query(
        `select register, 'province' scope, '' city, '' county, '' institution, state, coalesce(year, 0) as year, count(*) entries from register_entry where register = $1 group by 1, 6, 7
        union all select register, 'city', city, '', '', state, coalesce(year, 0), count(*) from register_entry where register = $1 and city is not null group by 1, 3, 6, 7
        union all select register, 'county', city, county, '', state, coalesce(year, 0), count(*) from register_entry where register = $1 and county is not null group by 1, 3, 4, 6, 7
        union all select register, 'institution', city, county, institution, state, coalesce(year, 0), count(*) from register_entry where register = $1 and institution is not null group by 1, 3, 4, 5, 6, 7
        order by 2, 3, 4, 5, 6, 7`,
        [secondment.id],
      );
      const kept = await database.query(
        `select register, scope, city, county, institution, state, year, entries from register_total where register = $1 and entries > 0 order by 2, 3, 4, 5, 6, 7`,
        [secondment.id],
      );
      expect(kept).toEqual(counted);
    }),
    { numRuns: 8 },
  );
  const { answer } = await api.call(province, listRegisters, {});
  expect(answer.items.map(({ id }) => id)).toEqual(registers.map(({ id }) => id));
});
