import {
  changeInstitution,
  checkInstitution,
  countInstitutions,
  createInstitution,
  type InstitutionDraft,
  institutionDraft,
  listInstitutionChoices,
  listInstitutions,
  showInstitution,
} from "@qiangyi/api";
import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { type Actor, systemActor } from "../platform/index.ts";
import { institutionChoices, institutionsOf, loadRegions } from "./index.ts";

const database = await freshDatabase();
const api = await testApi(database);

const province = actorAs("prov_health_dept");
const taiyuan = actorAs("city_health_bureau", { city: "140100" });
const datong = actorAs("city_health_bureau", { city: "140200" });
const qingxu = actorAs("county_health_bureau", { city: "140100", county: "140121" });
const unit = (institution: string) => actorAs("unit_applicant", { city: "140100", county: "140121", institution });

const draft = (more: Partial<InstitutionDraft> & { name: string }): InstitutionDraft =>
  institutionDraft.parse({
    ownership: "public",
    affiliation: "county",
    tier: "secondary",
    class: "general",
    region: "140121",
    ...more,
  });

const create = (record: InstitutionDraft, reason: string | null = null, actor: Actor = province) =>
  api.call(actor, createInstitution, { body: { record, reason } });
const change = (id: string, version: number, record: InstitutionDraft, reason: string | null = null) =>
  api.call(province, changeInstitution, { params: { id }, body: { version, record, reason } });
const show = async (id: string, actor: Actor = province) => await api.call(actor, showInstitution, { params: { id } });
const rowCount = async () =>
  (
    await database.query<{ count: bigint }>(
      "select (select count(*) from institution) + (select count(*) from institution_version) + (select count(*) from institution_membership) as count",
    )
  )[0]?.count;

const ids: Record<string, string> = {};

beforeAll(async () => {
  await database.transaction(systemActor, loadRegions);
  const records = {
    province: draft({ name: "演示省第一医院", affiliation: "province", tier: "tertiary", region: "140105" }),
    city: draft({ name: "演示太原市第二医院", affiliation: "city", tier: "tertiary", region: "140106" }),
    county: draft({ name: "清徐县人民医院（演示）", creditCode: "１２１４0000 000000019w" }),
    township: draft({ name: "演示镇中心卫生院", affiliation: "township", tier: "primary", class: "township-centre" }),
    other: draft({ name: "广灵县人民医院（演示）", region: "140223" }),
  };
  for (const [key, record] of Object.entries(records)) {
    const reply = await create(record);
    expect([reply.status, key]).toEqual([201, key]);
    ids[key] = reply.answer.id;
  }
});

const named = (...keys: string[]) => keys.map((key) => ids[key]).sort();

describe("登记机构", () => {
  it("编号由区划代码和序号组成", () => {
    expect(ids).toMatchObject({ county: "140121-001", township: "140121-002", other: "140223-001" });
  });

  it("代码存为半角大写、无空格", async () => {
    expect((await show(ids["county"] ?? "")).answer.record.creditCode).toBe("12140000000000019W");
  });

  it.each<[string, Partial<InstitutionDraft>, string]>([
    ["校验位不符", { creditCode: "12140000000000019X" }, "credit-code-check-digit"],
    ["17位", { creditCode: "1214000000000001W" }, "credit-code-form"],
    ["代码已被占用", { creditCode: "12140000000000019W" }, "credit-code-used"],
    ["登记号长度不符", { licence: "123" }, "licence-form"],
    ["登记号指向另一区划", { licence: "0000000191402231100001" }, "licence-region"],
  ])("%s:提示并须说明理由,说明后照样登记", async (title, more, code) => {
    const record = draft({ name: `核对事项演示医院${title}`, ...more });
    const before = await rowCount();
    const refused = await create(record);
    expect([refused.status, refused.problem.code]).toEqual([422, "warnings-need-reason"]);
    expect(await rowCount()).toBe(before);
    const checked = await api.call(province, checkInstitution, {
      query: {
        name: record.name,
        creditCode: record.creditCode ?? undefined,
        licence: record.licence ?? undefined,
        region: record.region,
      },
    });
    expect(checked.answer.warnings.map((warning) => warning.code)).toEqual([code]);
    const accepted = await create(record, "与证书核对一致");
    expect(accepted.status).toBe(201);
    expect((await show(accepted.answer.id)).answer).toMatchObject({ warningReason: "与证书核对一致" });
  });

  it("同名机构:提示,指出另一家", async () => {
    const before = await rowCount();
    const refused = await create(draft({ name: "清徐县人民医院 (演示)" }));
    expect(refused.problem.problems).toEqual([
      { path: "record.name", message: "与“清徐县人民医院（演示）”（140121-001）的现名或曾用名相同" },
    ]);
    expect(await rowCount()).toBe(before);
  });

  it.each<[string, Partial<InstitutionDraft>, number, string]>([
    ["没有的区划", { region: "149999" }, 422, "region-unknown"],
    ["县属机构选了市", { region: "140100" }, 422, "region-does-not-fit-affiliation"],
    ["市属机构选了省", { affiliation: "city", region: "140000" }, 422, "region-does-not-fit-affiliation"],
    ["终止早于启用", { validFrom: "2025-01-02", validTo: "2025-01-01" }, 422, "validity-reversed"],
    ["名称为空", { name: " " }, 400, "invalid-request"],
    ["床位为负", { beds: -1 }, 400, "invalid-request"],
  ])("%s:拒绝,不写入", async (_, more, status, code) => {
    const before = await rowCount();
    const reply = await create({ ...draft({ name: "拒绝演示医院" }), ...more });
    expect([reply.status, reply.problem.code]).toEqual([status, code]);
    expect(await rowCount()).toBe(before);
  });

  it("市、县、单位不能登记", async () => {
    const before = await rowCount();
    for (const actor of [taiyuan, qingxu, unit(ids["county"] ?? "")]) {
      expect((await create(draft({ name: "越权演示医院" }), null, actor)).problem.code).toBe("FORBIDDEN_ROLE");
    }
    expect(await rowCount()).toBe(before);
  });
});

describe("管辖范围", () => {
  const seen = async (actor: Actor) => {
    const { answer } = await api.call(actor, listInstitutions, { query: { limit: 200, q: "演示" } });
    return answer.items
      .map(({ id }) => id)
      .filter((id) => Object.values(ids).includes(id))
      .sort();
  };

  it("省看全部", async () => expect(await seen(province)).toEqual(Object.values(ids).sort()));
  it("市看市属和所辖县的,看不到驻地在本市的省属机构", async () =>
    expect(await seen(taiyuan)).toEqual(named("city", "county", "township")));
  it("另一市看不到", async () => expect(await seen(datong)).toEqual(named("other")));
  it("县看本县的", async () => expect(await seen(qingxu)).toEqual(named("county", "township")));
  it("机构只看自己", async () => expect(await seen(unit(ids["county"] ?? ""))).toEqual(named("county")));

  it("越权打开答404,与不存在无异", async () => {
    expect((await show(ids["county"] ?? "", datong)).problem.code).toBe("institution-not-found");
    expect((await show(ids["county"] ?? "", qingxu)).status).toBe(200);
  });

  it("没有登录答401", async () => expect((await api.call(undefined, listInstitutions, {})).status).toBe(401));

  it("忘了写范围的查询也只得到管辖内的行", async () => {
    const tables = ["institution", "institution_version"];
    for (const table of tables) {
      const rows = await database.transaction(qingxu, async (tx) => {
        return (
          await sql<{
            id: string;
          }>`select distinct ${sql.ref(table === "institution" ? "id" : "institution")} as id from ${sql.table(table)}`.execute(
            tx,
          )
        ).rows;
      });
      expect(rows.every(({ id }) => id.startsWith("140121-"))).toBe(true);
      expect(rows.length).toBeGreaterThanOrEqual(2);
    }
  });

  it("给其他模块的名单同样按范围", async () => {
    const county = await database.transaction(qingxu, (tx) => institutionsOf(tx, qingxu));
    expect(county).toContainEqual({
      id: ids["county"],
      name: "清徐县人民医院（演示）",
      ownership: "public",
      affiliation: "county",
      tier: "secondary",
      class: "general",
      region: "140121",
    });
    expect(county.map(({ id }) => id)).not.toContain(ids["city"]);
    const own = await database.transaction(unit("140121-001"), (tx) => institutionChoices(tx, unit("140121-001")));
    expect(own).toEqual([{ id: "140121-001", name: "清徐县人民医院（演示）", otherNames: [] }]);
  });
});

describe("查找与计数", () => {
  const find = async (q: string, actor: Actor = province) =>
    (await api.call(actor, listInstitutionChoices, { query: { q } })).answer.items.map(({ id }) => id);

  it.each([
    ["名称的一部分", "广灵县人民"],
    ["拼音首字母", "glxrmyy"],
    ["大写的拼音首字母", "GLX"],
    ["机构编号", "140223-001"],
    ["几个词", "广灵 医院"],
  ])("按%s", async (_, q) => expect(await find(q)).toEqual(named("other")));
  it("按代码", async () => expect(await find("12140000000000019w")).toContain(ids["county"]));
  it("通配符只是普通字符", async () => expect(await find("%%")).toEqual(await find("")));

  const kept = async (actor: Actor, query: object) => {
    const list = (await api.call(actor, listInstitutions, { query: { limit: 200, ...query } })).answer;
    expect(list.total).toBe(list.items.length);
    return list.total;
  };

  it.each<[string, object]>([
    ["全部", {}],
    ["一市", { region: "140100" }],
    ["一县", { region: "140121" }],
    ["乡镇卫生院", { class: "township-centre" }],
    ["在册三级", { tier: "tertiary", state: "open" }],
    ["已终止", { state: "ended" }],
    ["市属公立", { affiliation: "city", ownership: "public" }],
    ["带搜索", { q: "演示" }],
  ])("总数与列表一致:%s", async (_, query) => {
    for (const actor of [province, taiyuan, qingxu, unit("140121-001")]) await kept(actor, query);
  });

  it("各县机构数相加等于总数", async () => {
    const { answer } = await api.call(province, countInstitutions, { query: {} });
    const [stored] = await database.query<{ count: bigint }>("select count(*) from institution");
    expect(BigInt(answer.total)).toBe(stored?.count);
  });

  it("翻页不重不漏", async () => {
    const pages: string[] = [];
    for (let after: string | null | undefined; after !== null; ) {
      const { answer } = await api.call(province, listInstitutions, {
        query: { limit: 2, ...(after !== undefined && { after }) },
      });
      pages.push(...answer.items.map(({ id }) => id));
      after = answer.next;
    }
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.length).toBe((await kept(province, {})) ?? -1);
  });
});

describe("变更与历次记录", () => {
  it("更名后旧名仍可查,历次内容各有日期和经办人", async () => {
    const id = (await create(draft({ name: "更名前演示医院", beds: 100 }))).answer.id;
    const reply = await change(id, 1, draft({ name: "更名后演示医院", beds: 120 }), "县编办批复");
    expect(reply.answer).toMatchObject({ id, version: 2 });
    const { answer } = await show(id);
    expect(answer.record.formerNames).toEqual([{ name: "更名前演示医院", from: null, to: "2025-03-01" }]);
    expect(answer.history.map(({ version, by, reason, record }) => [version, by, reason, record.name, record.beds])).toEqual([
      [2, "测试员", "县编办批复", "更名后演示医院", 120],
      [1, "测试员", null, "更名前演示医院", 100],
    ]);
    const found = await api.call(province, listInstitutionChoices, { query: { q: "更名前" } });
    expect(found.answer.items.map((item) => item.id)).toEqual([id]);
  });

  it("内容相同的再次保存不产生新版本", async () => {
    const { answer } = await show(ids["county"] ?? "");
    const reply = await change(answer.id, answer.version, answer.record);
    expect(reply.answer.version).toBe(answer.version);
    expect((await show(answer.id)).answer.history.length).toBe(answer.history.length);
  });

  it("他人已改动:拒绝,不覆盖", async () => {
    const { answer } = await show(ids["other"] ?? "");
    await change(answer.id, answer.version, { ...answer.record, beds: 300 });
    const before = await rowCount();
    const late = await change(answer.id, answer.version, { ...answer.record, beds: 200 });
    expect([late.status, late.problem.code]).toEqual([409, "institution-changed-meanwhile"]);
    expect((await show(answer.id)).answer.record.beds).toBe(300);
    expect(await rowCount()).toBe(before);
  });

  it("没有的机构:404", async () => {
    expect((await change("140121-999", 1, draft({ name: "无此演示医院" }))).problem.code).toBe("institution-not-found");
  });

  it("迁到另一县后,新县看得到全部历次记录,原县看不到", async () => {
    const id = (await create(draft({ name: "迁址演示医院" }))).answer.id;
    await change(id, 1, draft({ name: "迁址演示医院", region: "140223" }));
    const guangling = actorAs("county_health_bureau", { city: "140200", county: "140223" });
    expect((await show(id, guangling)).answer.history.length).toBe(2);
    expect((await show(id, qingxu)).status).toBe(404);
  });

  it("历次记录不可改", async () => {
    await expect(database.query("update institution_version set reason = '改'")).rejects.toMatchObject({
      constraint: "institution_version_append_only",
    });
  });
});

describe("医疗集团", () => {
  const group = "清徐县医疗集团（演示）";
  const member = (role: "lead" | "member") => ({ kind: "county" as const, group, role, from: "2024-01-01" });

  it("一个集团只有一家牵头;第二家被拒绝,不写入", async () => {
    const lead = (await create(draft({ name: "集团牵头演示医院", membership: member("lead") }))).answer.id;
    const before = await rowCount();
    const second = await create(draft({ name: "集团另一牵头演示医院", membership: member("lead") }));
    expect([second.status, second.problem.code]).toEqual([409, "group-has-lead"]);
    expect(second.problem.detail).toContain("集团牵头演示医院");
    expect(await rowCount()).toBe(before);
    const id = (await create(draft({ name: "集团成员演示医院", membership: member("member") }))).answer.id;
    expect((await show(id)).answer.groupMembers).toEqual([{ id: lead, name: "集团牵头演示医院", role: "lead" }]);
  });

  it("退出集团:记下日期,原记录保留", async () => {
    const record = draft({ name: "退出集团演示医院", membership: member("member") });
    const id = (await create(record)).answer.id;
    await change(id, 1, { ...record, membership: null });
    expect((await show(id)).answer.memberships).toEqual([
      { kind: "county", group, role: "member", from: "2024-01-01", to: "2025-03-01", isCurrent: false },
    ]);
  });
});

describe("机构表的约束", () => {
  const set = (assignment: string) => database.query(`update institution set ${assignment} where id = '140121-001'`);
  it.each([
    ["institution_name_present", "name = ' '"],
    ["institution_ownership_known", "ownership = 'x'"],
    ["institution_affiliation_known", "affiliation = 'x', city = '140100', county = '140121'"],
    ["institution_tier_known", "tier = 'x'"],
    ["institution_class_known", "class = 'x'"],
    ["institution_beds_range", "beds = -1"],
    ["institution_region_known", "region = '140199', county = '140199'"],
    ["institution_scope_fits_affiliation", "county = null"],
    ["institution_validity_order", "valid_from = '2025-01-02', valid_to = '2025-01-01'"],
    ["institution_warnings_have_reason", `warnings = '[{"code":"x"}]', warning_reason = ' '`],
    ["institution_warnings_have_reason", `warnings = '[{"code":"x"}]', warning_reason = null`],
  ])("%s", (constraint, assignment) => expect(set(assignment)).rejects.toMatchObject({ constraint }));

  it.each([
    [
      "membership_one_at_a_time",
      "insert into institution_membership values ('14', gen_random_uuid(), i, 'county', '甲', 'member', null, null, true)",
    ],
    [
      "membership_dates_order",
      "insert into institution_membership values ('14', gen_random_uuid(), i, 'county', '甲', 'member', '2025-01-02', '2025-01-01', false)",
    ],
    [
      "membership_role_known",
      "insert into institution_membership values ('14', gen_random_uuid(), i, 'county', '甲', 'x', null, null, false)",
    ],
    [
      "membership_kind_known",
      "insert into institution_membership values ('14', gen_random_uuid(), i, 'x', '甲', 'lead', null, null, false)",
    ],
  ])("%s", async (constraint, statement) => {
    const [member] = await database.query<{ institution: string }>(
      "select institution from institution_membership where is_current limit 1",
    );
    await expect(database.query(statement.replace(" i,", ` '${member?.institution}',`))).rejects.toMatchObject({ constraint });
  });

  it("计数在增、改、删之后仍与机构表一致", async () => {
    await database.query("update institution set tier = 'tertiary', valid_to = '2026-01-01' where id = '140121-002'");
    const differences = await database.query(`
      with counted as (select province, region, ownership, affiliation, tier, class, valid_to is not null as is_ended, count(*)::integer as count
        from institution group by 1, 2, 3, 4, 5, 6, 7)
      select * from (select province, region, ownership, affiliation, tier, class, is_ended, count from institution_tally where count > 0) kept
      full join counted using (province, region, ownership, affiliation, tier, class, is_ended, count)
      where kept.province is null or counted.province is null`);
    expect(differences).toEqual([]);
  });
});
