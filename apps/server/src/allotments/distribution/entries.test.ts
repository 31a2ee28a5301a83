import {
  cancelDistribution,
  draftEarlyNotice,
  listEarlyEntries,
  readDistribution,
  type SentEntry,
  saveDistribution,
  saveDistributionEntries,
  saveEarlyEntries,
  startDistribution,
  verifyReceipt,
} from "@qiangyi/api";
import { wanYuan } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock } from "../../platform/index.ts";
import { hongdong, hospitals, issueSample, people, quwo, setUpPlaces } from "./sample-notices.ts";

const database = await freshDatabase();
const api = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
const wan = (amount: number) => wanYuan(amount).toString();
const marks = async () => (await database.query<{ n: number }>("select count(*)::int as n from allotment_draft_mark"))[0]?.n;

let noticeId = "";
const params = () => ({ noticeId });
const read = async () => (await api.call(people.city, readDistribution, { params: params() })).answer;
const send = (entries: SentEntry[], actor = people.city) =>
  api.call(actor, saveDistributionEntries, { params: params(), body: { entries } });
const cell = (receiver: string) => `cell/2/F${receiver}`;

beforeAll(async () => {
  await setUpPlaces(database);
  const upstream = await issueSample(database, {
    number: "晋财社〔2025〕1号",
    rows: [
      {
        line: "line-1",
        allocated: wanYuan(50),
        project: "claim-1",
        title: "洪洞卒中中心",
        county: hongdong,
        institution: hospitals.hongdong.id,
        name: hospitals.hongdong.name,
      },
      { line: "line-1", allocated: wanYuan(300) },
    ],
  });
  await api.call(people.city, verifyReceipt, {
    params: { noticeId: upstream },
    body: { rows: [50, 300].map((amount, at) => ({ rowNo: at + 1, statedFen: wan(amount) })) },
  });
  noticeId = (await api.call(people.city, startDistribution, { params: { noticeId: upstream } })).answer.noticeId;
});

describe("分解草稿逐格保存", () => {
  it("一格一格保存，合计、核对随之更新，与整份保存一致", async () => {
    const first = await send([
      { place: cell(hongdong), value: wan(100), version: 0 },
      { place: cell(quwo), value: wan(200), version: 0 },
      { place: "note", value: "第一批", version: 0 },
    ]);
    expect(first.answer).toMatchObject({ totalFen: wan(350), obstacles: [] });
    expect(first.answer.entries.map(({ version, problem }) => [version, problem])).toEqual([
      [1, null],
      [1, null],
      [1, null],
    ]);
    const shown = await read();
    expect(shown).toMatchObject({ base: first.answer.base, totalFen: wan(350), note: "第一批" });
    expect(shown.entries.find(({ place }) => place === cell(quwo))).toMatchObject({ value: wan(200), version: 1 });
    const more = await send([{ place: cell(quwo), value: wan(250), version: 1 }]);
    expect(more.answer.obstacles).toMatchObject([{ code: "BALANCE_EXCEEDED" }]);
    await send([{ place: cell(quwo), value: null, version: 2 }]);
    expect((await read()).cells.map(({ receiver }) => receiver)).toEqual([`F${hongdong}`]);
  });

  it("答复丢失后同一格再发一次：算已保存，版本不变", async () => {
    const again = await send([{ place: cell(hongdong), value: wan(100), version: 0 }]);
    expect(again.answer.entries).toMatchObject([{ version: 1, problem: null }]);
  });

  it("另一页面先改了同一格：这一格不覆盖并说明现值，同批其他格照常保存", async () => {
    const mixed = await send([
      { place: cell(hongdong), value: wan(120), version: 0 },
      { place: "fixed/1", value: false, version: 0 },
    ]);
    expect(mixed.answer.entries[0]?.problem).toMatchObject({
      code: "ANSWER_CHANGED",
      current: { value: wan(100), version: 1, by: "市财政甲" },
    });
    expect(mixed.answer.entries[1]?.problem).toBeNull();
    expect((await read()).fixed).toEqual([]);
    expect((await read()).cells).toMatchObject([{ amountFen: wan(100) }]);
  });

  it("整份保存也提高各格版本：旧页面的格不会悄悄盖住它", async () => {
    const { base } = await read();
    const body = {
      base,
      title: "关于下达资金的通知",
      note: null,
      fixedRows: [1],
      cells: [{ upstreamRow: 2, receiver: `F${hongdong}`, amountFen: wan(90) }],
    };
    expect((await api.call(people.city2, saveDistribution, { params: params(), body })).status).toBe(200);
    const late = await send([{ place: cell(hongdong), value: wan(120), version: 1 }]);
    expect(late.answer.entries[0]?.problem).toMatchObject({ current: { value: wan(90), version: 2, by: "市财政乙" } });
  });

  it("去向不在本级、金额读不出、项目资金改去向、标题太短：逐格退回，没有写入", async () => {
    const [before, kept] = [await read(), await marks()];
    const { entries } = (
      await send([
        { place: "cell/2/F110000", value: wan(1), version: 0 },
        { place: cell(quwo), value: "一百", version: 3 },
        { place: `cell/1/F${quwo}`, value: wan(1), version: 0 },
        { place: "fixed/2", value: true, version: 0 },
        { place: "title", value: "短", version: 1 },
        { place: "cell/9/F1", value: wan(1), version: 0 },
      ])
    ).answer;
    expect(entries.every(({ problem }) => problem?.code === "entry-refused")).toBe(true);
    expect((await read()).base).toBe(before.base);
    expect(await marks()).toBe(kept);
  });

  it("别的机关的草稿不能保存；撤销以后不能再保存", async () => {
    expect((await send([{ place: "note", value: "改", version: 0 }], people.county)).status).toBe(404);
    await api.call(people.city, cancelDistribution, { params: params(), body: {} });
    const closed = await send([{ place: "note", value: "改", version: 9 }]);
    expect(closed).toMatchObject({ status: 409, problem: { code: "notice-closed" } });
  });

  it("数据库也守着：关闭的文件不能再记版本，版本从1起，位置要认得", async () => {
    const insert = (place: string, version: number, state: string) =>
      database.query(
        `insert into allotment_draft_mark (province, notice_id, place, version, by_id, by_name, at)
         select province, id, $1, $2, 'x', 'x', now() from allotment_notice where state = $3 limit 1`,
        [place, version, state],
      );
    await expect(insert("title", 1, "cancelled")).rejects.toThrow(/closed notice/);
    const upstream = await issueSample(database, {
      number: "晋财社〔2025〕2号",
      rows: [{ line: "line-2", allocated: wanYuan(10) }],
    });
    await api.call(people.city, verifyReceipt, {
      params: { noticeId: upstream },
      body: { rows: [{ rowNo: 1, statedFen: wan(10) }] },
    });
    await api.call(people.city, startDistribution, { params: { noticeId: upstream } });
    await expect(insert("title", 0, "draft")).rejects.toThrow("allotment_draft_mark_version");
    await expect(insert("elsewhere", 1, "draft")).rejects.toThrow("allotment_draft_mark_place");
  });
});

describe("提前下达草稿逐格保存", () => {
  it("逐格保存、清空、两人先后", async () => {
    const body = { year: 2026, rows: [{ region: "140121", line: "township-centre", amountFen: wan(10) }] };
    const { id } = (await api.call(people.province, draftEarlyNotice, { body })).answer;
    const at = { params: { noticeId: id } };
    const save = (entries: SentEntry[]) => api.call(people.province, saveEarlyEntries, { ...at, body: { entries } });
    const saved = await save([
      { place: "cell/township-centre/141024", value: wan(20), version: 0 },
      { place: "cell/township-centre/140121", value: null, version: 0 },
      { place: "cell/township-centre/990000", value: wan(1), version: 0 },
    ]);
    expect(saved.answer.totalFen).toBe(wan(20));
    expect(saved.answer.entries.map(({ problem }) => problem?.code ?? null)).toEqual([null, null, "entry-refused"]);
    const { entries } = (await api.call(people.province, listEarlyEntries, at)).answer;
    expect(entries.map(({ place, value, version }) => [place, value, version]).toSorted()).toEqual([
      ["cell/township-centre/140121", null, 1],
      ["cell/township-centre/141024", wan(20), 1],
    ]);
    const late = await save([{ place: "cell/township-centre/141024", value: wan(30), version: 0 }]);
    expect(late.answer.entries[0]?.problem?.code).toBe("ANSWER_CHANGED");
  });
});
