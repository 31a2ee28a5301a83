import {
  checkNotice,
  countersignNotice,
  draftEarlyNotice,
  issueDistribution,
  issueNotice,
  liftLineSuspension,
  listLineSuspensions,
  readDistribution,
  readReceipt,
  saveDistribution,
  setNoticeTargets,
  signDistribution,
  signNotice,
  startDistribution,
  suspendLine,
  verifyReceipt,
} from "@qiangyi/api";
import { wanYuan } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { people as desks, setUpProvince } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { settableClock } from "../../payments/sample-payments.ts";
import type { Actor } from "../../platform/index.ts";
import { footprint, hongdong, hospitals, issueSample, people, quwo, setUpPlaces } from "../distribution/sample-notices.ts";
import { concerns, reaches, suspensionObstacles } from "./suspension.ts";
import type { Suspension } from "./suspensions.store.ts";

const database = await freshDatabase();
const clock = settableClock("2025-02-20T02:00:00Z");
const api = await testApi(database, clock);
beforeAll(async () => {
  await setUpProvince(database, api);
  await setUpPlaces(database);
});

const [linfen, taiyuan] = ["141000", "140100"];
const line = "county-tertiary";
const order = { line, region: linfen, reason: "检查发现多头申报", documentNumber: "晋财监〔2025〕3号" };
const taiyuanFinance = actorAs("city_finance_bureau", { city: taiyuan });
const suspend = (actor: Actor, change: object = {}) => api.call(actor, suspendLine, { body: { ...order, ...change } });
const lift = (actor: Actor, suspensionId: string) =>
  api.call(actor, liftLineSuspension, { params: { suspensionId }, body: { reason: "已整改到位" } });
const seen = async (actor: Actor, query: Record<string, string> = {}) =>
  (await api.call(actor, listLineSuspensions, { query })).answer.items;
const refused = (constraint: string) => expect.objectContaining({ constraint });
const stored = () => database.query("select * from line_suspension order by id");

/** Stops for the time of the test alone. */
const during = async (actor: Actor, change: object, body: () => Promise<void>) => {
  const made = await suspend(actor, change);
  expect(made.status).toBe(201);
  try {
    await body();
  } finally {
    await lift(actor, made.answer.id);
  }
};

describe("暂停到哪里", () => {
  const city = { city: linfen, county: null };
  const county = { city: linfen, county: hongdong };
  it.each([
    ["全省", { city: null, county: null }, [true, true, true, true]],
    ["临汾市", city, [false, true, true, true]],
    ["洪洞县", county, [false, false, true, false]],
    ["太原市", { city: taiyuan, county: null }, [false, false, false, false]],
  ] as const)("暂停%s：省级、市级、洪洞、曲沃的资金是否停付", (_, suspension, expected) => {
    const places = [{ city: null, county: null }, city, county, { city: linfen, county: quwo }];
    expect(places.map((place) => reaches(suspension, place))).toEqual(expected);
  });
  it("与一个地区有关的，还包括它下面的", () => {
    expect(concerns(county, city)).toBe(true);
    expect(concerns(county, { city: null, county: null })).toBe(true);
    expect(concerns(county, { city: linfen, county: quwo })).toBe(false);
    expect(concerns({ city: taiyuan, county: null }, city)).toBe(false);
  });
});

describe("哪些行不能下达", () => {
  const stop = {
    line,
    city: linfen,
    county: null,
    documentNumber: "晋财监〔2025〕3号",
    reason: "待核",
    endsOn: null,
  } as Suspension;
  const row = {
    line,
    destinationCity: linfen,
    destinationCounty: hongdong,
    destinationName: "洪洞县",
    amount: 1n,
    place: "1",
  };
  it.each([
    ["同一项目、在范围内", row, 1],
    ["不动钱的行（只告知项目）", { ...row, amount: 0n }, 0],
    ["别的项目", { ...row, line: "township-centre" }, 0],
    ["别的市", { ...row, destinationCity: taiyuan, destinationCounty: "140121" }, 0],
  ])("%s", (_, each, count) => expect(suspensionObstacles([stop], [each])).toHaveLength(count));
  it("几处地名合在一句，多于三处的写等几处", () => {
    const rows = ["甲县", "乙县", "丙县", "丁县"].map((destinationName, at) => ({ ...row, destinationName, place: String(at) }));
    const [found] = suspensionObstacles([stop], rows);
    expect(found?.text).toContain("（涉及甲县、乙县、丙县等4处）");
    expect(found?.places).toEqual(["0", "1", "2", "3"]);
  });
});

describe("作出和恢复暂停", () => {
  it("文号、原因、范围、截止日期照录；涉及的各级都看得到，别的市看不到；恢复后留有记录", async () => {
    const made = await suspend(people.province, { region: hongdong, endsOn: "2025-03-31" });
    expect(made.status).toBe(201);
    const expected = {
      lineName: "县级医院三级能力",
      regionName: "临汾市洪洞县",
      reason: order.reason,
      documentNumber: order.documentNumber,
      startsOn: "2025-02-20",
      endsOn: "2025-03-31",
      setByOffice: "山西省财政厅",
      state: "open",
    };
    for (const actor of [people.province, people.city, people.county, people.unit])
      expect(await seen(actor)).toMatchObject([expected]);
    for (const actor of [people.quwo, taiyuanFinance]) expect(await seen(actor)).toEqual([]);
    expect(await seen(people.province, { institution: hospitals.hongdong.id })).toHaveLength(1);
    expect(await seen(people.province, { institution: hospitals.city.id })).toEqual([]);
    expect(await seen(people.province, { region: linfen, line, state: "open" })).toHaveLength(1);
    expect(await seen(people.province, { region: taiyuan })).toEqual([]);
    expect(await seen(people.province, { line: "township-centre" })).toEqual([]);

    const refusedLift = await lift(people.city, made.answer.id);
    expect(refusedLift).toMatchObject({ status: 403, problem: { code: "other-setter" } });
    expect(refusedLift.problem.detail).toContain("山西省财政厅");
    expect(await seen(people.province, { state: "open" })).toHaveLength(1);
    expect((await lift(people.province, made.answer.id)).status).toBe(200);
    expect(await lift(people.province, made.answer.id)).toMatchObject({
      status: 404,
      problem: { code: "suspension-not-found" },
    });
    expect(await seen(people.county)).toMatchObject([{ state: "lifted", liftedReason: "已整改到位" }]);
  });

  it("别处的、没有的支持项目、已过的截止日期、同一文件重复：都拒绝，没有写入", async () => {
    await during(people.city, {}, async () => {
      const before = await stored();
      const codes = [
        await suspend(people.city, { region: "140000" }),
        await suspend(people.city, { region: taiyuan }),
        await suspend(people.county, { region: quwo }),
        await suspend(people.county, { region: linfen }),
        await suspend(people.province, { line: "unknown" }),
        await suspend(people.province, { endsOn: "2025-02-19" }),
        await suspend(people.city),
        await suspend(people.province, { documentNumber: " " }),
        await suspend(people.province, { reason: "" }),
        await suspend(people.cityHealth),
      ].map(({ status, problem }) => [status, problem.code]);
      expect(codes).toEqual([
        [403, "region-elsewhere"],
        [403, "region-elsewhere"],
        [403, "region-elsewhere"],
        [403, "region-elsewhere"],
        [422, "line-unknown"],
        [422, "end-passed"],
        [409, "already-suspended"],
        [400, "invalid-request"],
        [400, "invalid-request"],
        [403, "FORBIDDEN_ROLE"],
      ]);
      expect(await stored()).toEqual(before);
    });
  });

  it("只有财政看得到可选的项目和本级所辖的地区", async () => {
    const choices = async (actor: Actor) => (await api.call(actor, listLineSuspensions, { query: {} })).answer.choices;
    expect(await choices(people.cityHealth)).toBeNull();
    expect((await choices(people.county))?.regions).toEqual([{ value: hongdong, label: "临汾市洪洞县" }]);
    expect((await choices(people.province))?.regions[0]).toEqual({ value: "140000", label: "全省" });
    expect((await choices(people.city))?.regions.every(({ value }) => value.startsWith("1410"))).toBe(true);
    expect((await choices(people.city))?.lines.map(({ value }) => value)).toContain("5g-pilot");
  });
});

describe("暂停期间不得下达", () => {
  let numbers = 0;
  /** The province's money of two lines for two counties, verified by the city and drafted for them. */
  const drafted = async () => {
    numbers += 1;
    const noticeId = await issueSample(database, {
      number: `晋财社〔2025〕${600 + numbers}号`,
      rows: [
        { allocated: wanYuan(50), line, title: "县级医院达标" },
        { allocated: wanYuan(30), line: "township-centre", title: "次中心" },
      ],
    });
    const { rows } = (await api.call(people.city, readReceipt, { params: { noticeId } })).answer;
    await api.call(people.city, verifyReceipt, {
      params: { noticeId },
      body: { rows: rows.map(({ rowNo, thisFen }) => ({ rowNo, statedFen: thisFen })) },
    });
    return (await api.call(people.city, startDistribution, { params: { noticeId } })).answer.noticeId;
  };
  const read = async (noticeId: string) => (await api.call(people.city, readDistribution, { params: { noticeId } })).answer;
  const save = async (noticeId: string, cells: [number, string, number][]) =>
    await api.call(people.city, saveDistribution, {
      params: { noticeId },
      body: {
        base: (await read(noticeId)).base,
        title: "关于下达资金的通知",
        note: null,
        fixedRows: [],
        cells: cells.map(([upstreamRow, county, amount]) => ({
          upstreamRow,
          receiver: `F${county}`,
          amountFen: wanYuan(amount).toString(),
        })),
      },
    });
  const issue = async (noticeId: string, number: string) => {
    const { base } = await read(noticeId);
    await api.call(people.cityHealth, signDistribution, { params: { noticeId }, body: { base } });
    return await api.call(people.city2, issueDistribution, { params: { noticeId }, body: { base, number } });
  };

  it("市向洪洞分解：省暂停洪洞的这一项，LINE_SUSPENDED，没有写入；别的项目、别的县照发，恢复后照发", async () => {
    const id = await drafted();
    await during(people.province, { region: hongdong }, async () => {
      const saved = await save(id, [
        [1, hongdong, 20],
        [2, hongdong, 10],
      ]);
      expect(saved.answer.obstacles).toMatchObject([{ code: "LINE_SUSPENDED", clause: "qiangyi-2024.art11.c", places: ["1"] }]);
      expect((await read(id)).obstacles.map(({ code }) => code)).toEqual(["LINE_SUSPENDED"]);
      const stopped = await (async () => {
        const { base } = await read(id);
        await api.call(people.cityHealth, signDistribution, { params: { noticeId: id }, body: { base } });
        const before = await footprint(database);
        const answer = await api.call(people.city2, issueDistribution, {
          params: { noticeId: id },
          body: { base, number: "临财社〔2025〕60号" },
        });
        expect(await footprint(database)).toBe(before);
        return answer;
      })();
      expect(stopped).toMatchObject({ status: 409, problem: { code: "LINE_SUSPENDED" } });
      expect(stopped.problem.detail).toContain("晋财监〔2025〕3号");
      expect(stopped.problem.detail).toContain("洪洞县");

      expect(
        (
          await save(id, [
            [1, quwo, 20],
            [2, hongdong, 10],
          ])
        ).answer.obstacles,
      ).toEqual([]);
      expect((await issue(id, "临财社〔2025〕61号")).status).toBe(200);
    });
    const next = await drafted();
    await save(next, [[1, hongdong, 20]]);
    expect((await issue(next, "临财社〔2025〕62号")).status).toBe(200);
  });

  it("截止日期的当天还停，次日起不停", async () => {
    const id = await drafted();
    await during(people.province, { region: linfen, endsOn: "2025-02-21" }, async () => {
      clock.set("2025-02-21T15:59:00Z");
      expect((await save(id, [[1, hongdong, 20]])).answer.obstacles).toHaveLength(1);
      clock.set("2025-02-21T16:00:00Z");
      expect((await read(id)).obstacles).toEqual([]);
      expect(await seen(people.province, { state: "open" })).toEqual([]);
      expect((await seen(people.province))[0]?.state).not.toBe("open");
      expect((await issue(id, "临财社〔2025〕63号")).status).toBe(200);
    });
  });

  it("省级提前下达：停拨的市不能下达，LINE_SUSPENDED，没有写入；文件写过去的日期也不行；恢复后签发", async () => {
    const rows = [
      { region: taiyuan, line, amountFen: wanYuan(1500).toString() },
      { region: linfen, line: "township-centre", amountFen: wanYuan(1500).toString() },
    ];
    const noticeId = (await api.call(desks.finance, draftEarlyNotice, { body: { year: 2025, rows } })).answer.id;
    const params = { noticeId };
    const targets = [{ name: "资金支付进度", operator: "≥" as const, value: "100", unit: "%" }];
    await api.call(desks.finance, setNoticeTargets, { params, body: { targets } });
    await api.call(desks.finance, signNotice, { params, body: {} });
    await api.call(desks.health, countersignNotice, { params, body: {} });
    const release = (more: object = {}) =>
      api.call(desks.finance2, issueNotice, { params, body: { number: "晋财社〔2025〕700号", ...more } });
    await during(people.province, { region: taiyuan }, async () => {
      const { obstacles } = (await api.call(desks.finance, checkNotice, { params })).answer;
      expect(obstacles.map(({ code, places }) => [code, places.length])).toEqual([["LINE_SUSPENDED", 1]]);
      const before = await footprint(database);
      for (const more of [{}, { issuedOn: "2025-02-01" }])
        expect(await release(more)).toMatchObject({ status: 409, problem: { code: "LINE_SUSPENDED" } });
      expect(await footprint(database)).toBe(before);
    });
    await during(people.province, { region: linfen }, async () => {
      expect((await api.call(desks.finance, checkNotice, { params })).answer.obstacles).toEqual([]);
    });
    expect((await release()).status).toBe(201);
  });
});

describe("数据库守住", () => {
  const insert = (values: string) =>
    database.query(
      `insert into line_suspension (province, id, line, city, county, set_level, reason, document_number, starts_on, ends_on, set_by, set_name, set_at)
       values ('14', gen_random_uuid(), 'x', ${values}, 'x', 'x', now())`,
    );
  it.each([
    ["line_suspension_place", "null, '141024', 'province', '原因', '文号', '2025-01-01', null"],
    ["line_suspension_setter", "null, null, 'city', '原因', '文号', '2025-01-01', null"],
    ["line_suspension_reason", "null, null, 'province', ' ', '文号', '2025-01-01', null"],
    ["line_suspension_document", "null, null, 'province', '原因', ' ', '2025-01-01', null"],
    ["line_suspension_end", "null, null, 'province', '原因', '文号', '2025-01-02', '2025-01-01'"],
  ])("%s", async (constraint, values) => {
    await expect(insert(values)).rejects.toEqual(refused(constraint));
  });

  it("作出以后不能改，恢复一次；别的地方作出不了", async () => {
    const made = await suspend(people.city, { documentNumber: "临财监〔2025〕1号" });
    const change = (set: string) => database.query(`update line_suspension set ${set} where id = $1`, [made.answer.id]);
    await expect(change("reason = '别的'")).rejects.toEqual(refused("line_suspension_kept"));
    await expect(change("lifted_by = 'x'")).rejects.toEqual(refused("line_suspension_lifted"));
    await lift(people.city, made.answer.id);
    await expect(change("lifted_reason = '别的'")).rejects.toEqual(refused("line_suspension_kept"));
    await expect(
      database.transaction(people.city, (tx) =>
        tx
          .withTables<{ line_suspension: Record<string, unknown> }>()
          .insertInto("line_suspension")
          .values({
            province: "14",
            id: made.answer.id.replace(/^./, "f"),
            line,
            city: taiyuan,
            county: null,
            set_level: "city",
            reason: "越界",
            document_number: "文号",
            starts_on: "2025-02-20",
            ends_on: null,
            set_by: "x",
            set_name: "x",
            set_at: new Date(),
          })
          .execute(),
      ),
    ).rejects.toThrow(/row-level security/);
  });
});
