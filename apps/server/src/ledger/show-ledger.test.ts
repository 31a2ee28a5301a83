import {
  closeBook,
  listBooks,
  listPostings,
  readAccountPage,
  readBook,
  readStatement,
  showClauseMoney,
  showFunnel,
} from "@qiangyi/api";
import { date, type PlainDate, wanYuan } from "@qiangyi/kernel";
import { arrange, type Earmark, type Entry, freeze, issue, pay, receive } from "@qiangyi/ledger";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../platform/index.ts";
import { financeBook, postEntries, unitBook } from "./index.ts";
import { openHospital, openSampleProvince } from "./test-province.ts";

const earmark: Earmark = {
  year: 2025,
  line: "county-tertiary",
  nature: "general",
  sourceLevel: "province",
  functionClass: "21002",
};
const other: Earmark = { ...earmark, line: "county-emergency-centre" };
const [province, city, county, elsewhere] = [
  financeBook("140000"),
  financeBook("141000"),
  financeBook("141024"),
  financeBook("140100"),
];
const hospital = unitBook("hongtong");
const on = date("2025-03-01");
const wan = (amount: number) => String(wanYuan(amount));

const desk = actorAs("prov_finance_social");
const cityDesk = actorAs("city_finance_bureau", { city: "141000" });
const countyDesk = actorAs("county_finance_bureau", { city: "141000", county: "141024" });
const unitDesk = actorAs("unit_finance", { city: "141000", county: "141024", institution: "hongtong" });

describe("指标账的查看", async () => {
  const database = await freshDatabase();
  await openSampleProvince(database);
  await openHospital(database, "hongtong", "141024");
  const api = await testApi(database, fixedClock("2026-01-05T02:00:00Z"));
  const post = async (entries: readonly Entry[], day: PlainDate) => {
    const result = await database.transaction(systemActor, (tx) =>
      postEntries(tx, systemActor, entries, { now: new Date(`${day}T02:00:00Z`) }),
    );
    if (!result.ok) throw new Error(result.refusal.code);
  };
  const document = (issuer: string, number: string) => ({ issuer, number, row: 1 });
  await post(
    [
      arrange({ document: document(province.id, "晋财社〔2025〕1号"), earmark, amount: wanYuan(100), on, book: province }),
      arrange({ document: document(province.id, "晋财社〔2025〕2号"), earmark: other, amount: wanYuan(20), on, book: province }),
      issue({ document: document(province.id, "晋财社〔2025〕3号"), earmark, amount: wanYuan(60), on, from: province, to: city }),
      receive({
        document: document(province.id, "晋财社〔2025〕3号"),
        earmark,
        amount: wanYuan(60),
        on,
        from: province,
        to: city,
      }),
      issue({
        document: document(province.id, "晋财社〔2025〕4号"),
        earmark: other,
        amount: wanYuan(20),
        on,
        from: province,
        to: elsewhere,
      }),
    ],
    on,
  );
  const later = date("2025-04-10");
  await post(
    [
      issue({
        document: document(city.id, "临财社〔2025〕5号"),
        earmark,
        amount: wanYuan(50),
        on: later,
        from: city,
        to: county,
      }),
      receive({
        document: document(city.id, "临财社〔2025〕5号"),
        earmark,
        amount: wanYuan(50),
        on: later,
        from: city,
        to: county,
      }),
      issue({
        document: document(county.id, "洪财社〔2025〕6号"),
        earmark,
        amount: wanYuan(40),
        on: later,
        from: county,
        to: hospital,
      }),
      receive({
        document: document(county.id, "洪财社〔2025〕6号"),
        earmark,
        amount: wanYuan(40),
        on: later,
        from: county,
        to: hospital,
      }),
      freeze({ document: document(hospital.id, "支付1"), earmark, amount: wanYuan(30), on: later, book: hospital }),
      pay({ document: document(hospital.id, "支付1"), earmark, amount: wanYuan(25), on: later, book: hospital }),
    ],
    later,
  );

  it("漏斗:安排、下达、接收、到单位、支付各为多少,三项核对成立", async () => {
    const { answer } = await api.call(desk, showFunnel, { query: { year: 2025 } });
    expect(answer.stages.map(({ title, amountFen, share }) => [title, amountFen, share])).toEqual([
      ["安排", wan(120), "100.0%"],
      ["下达", wan(80), "66.7%"],
      ["接收", wan(60), "50.0%"],
      ["到单位", wan(40), "33.3%"],
      ["支付", wan(25), "20.8%"],
    ]);
    expect(answer.checks.every(({ holds }) => holds)).toBe(true);
    expect(answer.levels.map(({ level, undistributedFen }) => [level, undistributedFen])).toEqual([
      ["province", wan(40)],
      ["city", wan(10)],
      ["county", wan(10)],
      ["unit", wan(0)],
    ]);
    expect(answer.lines.map(({ line, issuedFen, issuedShare }) => [line, issuedFen, issuedShare])).toEqual([
      ["county-tertiary", wan(60), "75.0%"],
      ["county-emergency-centre", wan(20), "25.0%"],
    ]);
    expect(answer.inTransitFen).toBe(wan(25));
  });

  it.each([
    ["市", cityDesk, [60, 50, 50, 40, 25]],
    ["县", countyDesk, [50, 40, 40, 40, 25]],
    ["单位", unitDesk, [40, 40, 40, 40, 25]],
  ] as const)("%s只看本范围:范围以外下达的算作安排", async (_, actor, amounts) => {
    const { answer } = await api.call(actor, showFunnel, { query: { year: 2025 } });
    expect(answer.stages.map(({ amountFen }) => amountFen)).toEqual(amounts.map(wan));
    expect(answer.checks.filter(({ holds }) => !holds)).toEqual([]);
  });

  it("省级看某市,与该市自己看到的相同", async () => {
    const own = await api.call(cityDesk, showFunnel, { query: { year: 2025 } });
    const theirs = await api.call(desk, showFunnel, { query: { year: 2025, region: "141000" } });
    expect(theirs.answer).toEqual(own.answer);
  });

  it("条款的资金去向:据它的支持项目逐年列出,与漏斗一致;各看各的范围;不管钱的条款没有", async () => {
    const moneyOf = async (actor: typeof desk, clause: string) =>
      (await api.call(actor, showClauseMoney, { params: { clause } })).answer;
    const funnel = (await api.call(desk, showFunnel, { query: { year: 2025 } })).answer.lines;
    for (const clause of ["qiangyi-2024.art7.3.1.a", "qiangyi-2024.art7.3.1"])
      expect((await moneyOf(desk, clause)).items).toEqual(
        funnel.filter(({ line }) => line === "county-tertiary").map((line) => ({ ...line, year: 2025 })),
      );
    expect((await moneyOf(unitDesk, "qiangyi-2024.art7.3.1.a")).items).toMatchObject([
      { year: 2025, line: "county-tertiary", atUnitsFen: wan(40), paidFen: wan(25) },
    ]);
    expect(await moneyOf(desk, "qiangyi-2024.art7.3.4.e")).toMatchObject({ items: [], lines: [{ line: "doctor-secondment" }] });
    expect(await moneyOf(desk, "qiangyi-2024.art1.a")).toMatchObject({ items: [], lines: [] });
    expect(await moneyOf(desk, "5g-2022.art2.f")).toMatchObject({ lines: [{ line: "5g-pilot", title: "5G+远程医疗试点" }] });
  });

  it("账簿列表按范围、级次、有无余额筛选,逐页翻", async () => {
    const all = await api.call(desk, listBooks, { query: { year: 2025, limit: 2 } });
    expect(all.answer.items.map(({ title }) => title)).toEqual(["山西省财政厅", "临汾市财政局"]);
    const rest = await api.call(desk, listBooks, { query: { year: 2025, limit: 2, after: all.answer.next ?? "" } });
    expect(rest.answer.items.map(({ title, level }) => [title, level])).toEqual([
      ["洪洞县财政局", "county"],
      ["医院hongtong", "unit"],
    ]);
    expect(rest.answer.next).toBeNull();
    const holding = await api.call(desk, listBooks, { query: { year: 2025, having: "awaitingFen" } });
    expect(holding.answer.items.map(({ id, awaitingFen }) => [id, awaitingFen])).toEqual([["F140000", wan(20)]]);
    const units = await api.call(desk, listBooks, { query: { year: 2025, level: "unit", region: "141024" } });
    expect(units.answer.items.map(({ id }) => id)).toEqual([hospital.id]);
    const own = await api.call(unitDesk, listBooks, { query: { year: 2025 } });
    expect(own.answer.items.map(({ id }) => id)).toEqual([hospital.id]);
  });

  it("一本账簿:每个用途一张账页,来源等于去向", async () => {
    const { answer } = await api.call(cityDesk, readBook, { params: { book: city.id } });
    expect(answer).toMatchObject({ title: "临汾市财政局", level: "city", closableYear: 2025, closings: [] });
    expect(answer.pages).toHaveLength(1);
    expect(answer.pages[0]).toMatchObject({
      fromAboveFen: wan(60),
      passedDownFen: wan(50),
      sourcesFen: wan(60),
      usesFen: wan(60),
      lastOn: later,
    });
    const denied = await api.call(countyDesk, readBook, { params: { book: city.id } });
    expect([denied.status, denied.problem.code]).toEqual([404, "book-not-found"]);
    const above = await api.call(desk, readBook, { params: { book: city.id } });
    expect(above.answer.closableYear).toBeNull();
  });

  const pageOf = async (actor: typeof desk, book: string) => {
    const { answer } = await api.call(actor, readBook, { params: { book } });
    return { book, earmark: answer.pages[0]?.earmark.id ?? 0 };
  };

  it("账页在任何一日的余额,按当时已知或现在已知", async () => {
    const params = await pageOf(desk, city.id);
    const balanceOn = async (query: { on?: string; knownOn?: string }) => {
      const { answer } = await api.call(desk, readAccountPage, { params, query });
      expect(answer.sourcesFen).toBe(answer.usesFen);
      return answer.balances.map(({ account, counterpart, balanceFen }) => [account, counterpart, balanceFen]);
    };
    expect(await balanceOn({})).toEqual([
      ["1101", null, wan(10)],
      ["1103", county.id, wan(50)],
      ["2101", province.id, wan(60)],
    ]);
    const march = [
      ["1101", null, wan(60)],
      ["2101", province.id, wan(60)],
    ];
    expect(await balanceOn({ on: "2025-03-31" })).toEqual(march);
    expect(await balanceOn({ knownOn: "2025-03-31" })).toEqual(march);
    expect(await balanceOn({ on: "2025-02-28" })).toEqual([]);
    const missing = await api.call(desk, readAccountPage, { params: { ...params, earmark: 9999 } });
    expect(missing.problem.code).toBe("account-page-not-found");
  });

  it("账页的每一笔都带着文号,后记的在前,逐页翻", async () => {
    const params = await pageOf(desk, hospital.id);
    const first = await api.call(desk, listPostings, { params, query: { limit: 2 } });
    expect(first.answer.items.map(({ title, number, amountFen }) => [title, number, amountFen])).toEqual([
      ["支付成功", "支付1", wan(25)],
      ["冻结", "支付1", wan(30)],
    ]);
    const rest = await api.call(desk, listPostings, { params, query: { limit: 2, after: first.answer.next ?? "" } });
    expect(
      rest.answer.items.map(({ title, issuerTitle, number, counterpartTitle }) => [title, issuerTitle, number, counterpartTitle]),
    ).toEqual([["接收", "洪洞县财政局", "洪财社〔2025〕6号", "洪洞县财政局"]]);
    expect(rest.answer.next).toBeNull();
  });

  it("下达的每一笔通向它的文件,看不到文件的人没有链接", async () => {
    const id = "01900000-0000-7000-8000-000000000001";
    await database.query(
      `with notice as (insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, issuer_city, year, number, title, upstream_id, state, drafted_by, drafted_name, drafted_at,
         issued_by, issued_name, issued_on, issued_at)
       values ('14', $1, 'final', 'qiangyi-2024', $2, '141000', '141000', 2025, '临财社〔2025〕5号', '下达', null, 'issued', 'a', '甲', now(), 'b', '乙', '2025-04-10', now()) returning id)
       insert into allotment_copy (province, notice_id, office, delivered_at) select '14', id, '141000', now() from notice`,
      [id, city.id],
    );
    const pathsFor = async (actor: typeof desk, book: string) => {
      const { answer } = await api.call(actor, listPostings, { params: await pageOf(actor, book), query: {} });
      return answer.items.map(({ number, path }) => [number, path]);
    };
    expect(await pathsFor(cityDesk, city.id)).toContainEqual(["临财社〔2025〕5号", `/allotments/notices/${id}`]);
    expect(await pathsFor(countyDesk, county.id)).toContainEqual(["临财社〔2025〕5号", null]);
  });

  it("明细账:期初加发生额等于期末", async () => {
    const params = await pageOf(desk, hospital.id);
    const { answer } = await api.call(desk, readStatement, { params, query: { from: "2025-04-01", to: "2025-04-30" } });
    const available = answer.accounts.find(({ account }) => account === "1105");
    expect(available).toMatchObject({ openingFen: "0", debitsFen: wan(40), creditsFen: wan(30), closingFen: wan(10) });
    expect(available?.rows.map(({ balanceFen }) => balanceFen)).toEqual([wan(40), wan(10)]);
    const may = await api.call(desk, readStatement, { params, query: { from: "2025-05-01", to: "2025-05-31", account: "1107" } });
    expect(may.answer.accounts).toMatchObject([{ account: "1107", openingFen: wan(25), rows: [], closingFen: wan(25) }]);
  });

  it("关账由本级财政办理;余额没有决定的不能关,什么也不写", async () => {
    const refused = await api.call(cityDesk, closeBook, { params: { book: city.id }, body: { year: 2025 } });
    expect([refused.status, refused.problem.code]).toEqual([409, "CARRYOVER_DECISION_REQUIRED"]);
    const notTheirs = await api.call(desk, closeBook, { params: { book: city.id }, body: { year: 2025 } });
    expect(notTheirs.problem.code).toBe("book-not-found");
    const unit = await api.call(unitDesk, closeBook, { params: { book: hospital.id }, body: { year: 2025 } });
    expect(unit.status).toBe(403);
    expect(await database.query("select from ledger_closing")).toHaveLength(0);
    const done = await api.call(actorAs("city_finance_bureau", { city: "140100" }), closeBook, {
      params: { book: elsewhere.id },
      body: { year: 2025 },
    });
    expect(done.problem.code).toBe("book-not-found");
    const early = await api.call(cityDesk, closeBook, { params: { book: city.id }, body: { year: 2026 } });
    expect(early.problem.code).toBe("period-not-over");
    const closed = await api.call(cityDesk, closeBook, { params: { book: city.id }, body: { year: 2024 } });
    expect([closed.status, closed.answer]).toEqual([200, { year: 2024 }]);
    const { answer } = await api.call(cityDesk, readBook, { params: { book: city.id } });
    expect(answer.closings).toEqual([{ year: 2024, recordedOn: "2026-01-05" }]);
  });
});
