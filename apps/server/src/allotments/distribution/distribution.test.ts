import {
  cancelDistribution,
  issueDistribution,
  listClocks,
  listDistributable,
  listHoldings,
  readDistribution,
  readReceipt,
  saveDistribution,
  signDistribution,
  startDistribution,
  verifyReceipt,
} from "@qiangyi/api";
import { wanYuan } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock } from "../../platform/index.ts";
import {
  balanceIn,
  footprint,
  hongdong,
  hospitals,
  issueSample,
  people,
  quwo,
  type SampleRow,
  setUpPlaces,
} from "./sample-notices.ts";

const database = await freshDatabase();
const api = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
beforeAll(() => setUpPlaces(database));

const wan = (amount: number) => wanYuan(amount).toString();
let count = 0;
const notice = (rows: readonly SampleRow[], more: object = {}) => {
  count += 1;
  return issueSample(database, {
    number: `晋财社〔2025〕${count}号`,
    rows: rows.map((row) => ({ line: `line-${count}`, ...row })),
    ...more,
  });
};
const verifyAll = async (actor: Actor, noticeId: string) => {
  const { answer } = await api.call(actor, readReceipt, { params: { noticeId } });
  return await api.call(actor, verifyReceipt, {
    params: { noticeId },
    body: { rows: answer.rows.map(({ rowNo, thisFen }) => ({ rowNo, statedFen: thisFen })) },
  });
};
const draft = async (actor: Actor, noticeId: string) => {
  const started = await api.call(actor, startDistribution, { params: { noticeId } });
  return started.answer.noticeId;
};
const read = async (actor: Actor, noticeId: string) => (await api.call(actor, readDistribution, { params: { noticeId } })).answer;
type Cell = { upstreamRow: number; receiver: string; amountFen: string };
const save = async (actor: Actor, noticeId: string, cells: Cell[], more: object = {}) => {
  const { base, fixed } = await read(actor, noticeId);
  return await api.call(actor, saveDistribution, {
    params: { noticeId },
    body: {
      base,
      title: "关于下达资金的通知",
      note: null,
      fixedRows: fixed.map(({ upstreamRow }) => upstreamRow),
      cells,
      ...more,
    },
  });
};
const issue = async (actor: Actor, noticeId: string, number: string, more: object = {}) => {
  const { base } = await read(actor, noticeId);
  return await api.call(actor, issueDistribution, { params: { noticeId }, body: { base, number, ...more } });
};
const sign = async (actor: Actor, noticeId: string) => {
  const { base } = await read(actor, noticeId);
  return await api.call(actor, signDistribution, { params: { noticeId }, body: { base } });
};
const atHospital = { county: hongdong, institution: hospitals.hongdong.id, name: hospitals.hongdong.name };

describe("接收、分解下达、逐级接收到单位", () => {
  it("项目资金按方案的去向和金额逐级走到医院,每一级账都相等", async () => {
    const noticeId = await notice([
      { allocated: wanYuan(50), project: "claim-1", title: "洪洞卒中中心", ...atHospital },
      {
        allocated: wanYuan(30),
        project: "claim-2",
        title: "市医院专科",
        institution: hospitals.city.id,
        name: hospitals.city.name,
      },
    ]);
    await verifyAll(people.city, noticeId);
    const id = await draft(people.city, noticeId);
    const shown = await read(people.city, id);
    expect(shown.fixed).toEqual([
      { upstreamRow: 1, receiver: `F${hongdong}`, thisFen: wan(50), poolFen: "0" },
      { upstreamRow: 2, receiver: `U${hospitals.city.id}`, thisFen: wan(30), poolFen: "0" },
    ]);
    expect(shown).toMatchObject({ obstacles: [], totalFen: wan(80), nextNumber: "临财社〔2025〕1号" });
    await sign(people.cityHealth, id);
    const issued = await issue(people.city2, id, "临财社〔2025〕1号");
    expect(issued.answer).toEqual({ number: "临财社〔2025〕1号", issuedFen: wan(80), reassignedFen: "0", copies: 1 });

    const county = await verifyAll(people.county, id);
    expect(county.answer).toMatchObject({ verified: 1, receivedFen: wan(50) });
    const below = await draft(people.county, id);
    await sign(people.countyHealth, below);
    expect((await issue(people.county2, below, "洪财社〔2025〕1号")).status).toBe(200);
    const unit = await verifyAll(people.unit, below);
    expect(unit.answer).toMatchObject({ verified: 1, receivedFen: wan(50) });

    expect(await balanceIn(database, `U${hospitals.hongdong.id}`, "1105")).toBe(wanYuan(50));
    expect(await balanceIn(database, `F${hongdong}`, "1104")).toBe(wanYuan(50));
    expect(await balanceIn(database, `F${hongdong}`, "1101")).toBe(0n);
    expect(await balanceIn(database, "F141000", "1103")).toBe(wanYuan(50));
    expect(await balanceIn(database, "F141000", "1102")).toBe(wanYuan(30));
    const progress = await read(people.city, id);
    expect(progress.rows.map(({ receiverName, state }) => [receiverName, state])).toEqual([
      ["洪洞县财政局", "verified"],
      ["样例临汾市人民医院", "pending"],
    ]);
    const holdings = await api.call(people.city, listHoldings, { query: { year: 2025 } });
    expect(holdings.answer.items.find(({ project }) => project === "claim-1")).toMatchObject({
      title: "洪洞卒中中心",
      receivedFen: wan(50),
      distributedFen: wan(50),
      heldFen: "0",
      paidFen: "0",
    });
    const chain = await api.call(people.unit, readReceipt, { params: { noticeId: below } });
    expect(chain.answer.upstream.map(({ number }) => number)).toContain("临财社〔2025〕1号");
  });

  it("提前下达的资金由地区自行分解;正式文件定了项目,在同一文件里转入项目(E11)再下达", async () => {
    const line = "line-pool";
    const early = await notice([{ allocated: wanYuan(900), line }], { kind: "early" });
    await verifyAll(people.city, early);
    const final = await notice([
      { allocated: wanYuan(1000), earlier: wanYuan(900), line, project: "claim-pool", title: "能力建设", ...atHospital },
    ]);
    await verifyAll(people.city, final);
    const id = await draft(people.city, final);
    expect((await read(people.city, id)).fixed).toEqual([
      { upstreamRow: 1, receiver: `F${hongdong}`, thisFen: wan(1000), poolFen: wan(900) },
    ]);
    await sign(people.cityHealth, id);
    const { answer } = await issue(people.city2, id, "临财社〔2025〕2号");
    expect(answer).toMatchObject({ issuedFen: wan(1000), reassignedFen: wan(900) });
    const rest = await api.call(people.city, listDistributable, { query: { year: 2025 } });
    expect(
      rest.answer.items.filter(({ noticeId }) => [early, final].includes(noticeId)).map(({ remainingFen }) => remainingFen),
    ).toEqual(["0", "0"]);
    const [posted] = await database.query<{ steps: string }>(
      "select string_agg(step::text, ' ' order by step::text) as steps from ledger_entry where number = '临财社〔2025〕2号'",
    );
    expect(posted?.steps).toBe("issue reassign");
  });

  it("提前下达的资金已分到县:市只转下余额,县把手里的提前数转入项目", async () => {
    const line = "line-down";
    const early = await notice([{ allocated: wanYuan(90), line }], { kind: "early" });
    await verifyAll(people.city, early);
    const first = await draft(people.city, early);
    await save(people.city, first, [{ upstreamRow: 1, receiver: `F${hongdong}`, amountFen: wan(90) }]);
    await sign(people.cityHealth, first);
    expect((await issue(people.city2, first, "临财社〔2025〕3号")).status).toBe(200);
    await verifyAll(people.county, first);

    const final = await notice([
      { allocated: wanYuan(100), earlier: wanYuan(90), line, project: "claim-down", title: "重点项目", ...atHospital },
    ]);
    await verifyAll(people.city, final);
    const second = await draft(people.city, final);
    expect((await read(people.city, second)).fixed).toMatchObject([{ thisFen: wan(10), poolFen: "0" }]);
    await sign(people.cityHealth, second);
    await issue(people.city2, second, "临财社〔2025〕4号");
    await verifyAll(people.county, second);
    const below = await draft(people.county, second);
    expect((await read(people.county, below)).fixed).toEqual([
      { upstreamRow: 1, receiver: `U${hospitals.hongdong.id}`, thisFen: wan(100), poolFen: wan(90) },
    ]);
    await sign(people.countyHealth, below);
    expect((await issue(people.county2, below, "洪财社〔2025〕2号")).answer).toMatchObject({ reassignedFen: wan(90) });
    expect((await verifyAll(people.unit, below)).answer.receivedFen).toBe(wan(100));
  });
});

it("提前下达的资金逐级往下都带提前下达标识,县下达到医院的也带;正式下达的不带", async () => {
  const line = "line-advance";
  const early = await notice([{ allocated: wanYuan(90), line }], { kind: "early" });
  await verifyAll(people.city, early);
  const city = await draft(people.city, early);
  await save(people.city, city, [{ upstreamRow: 1, receiver: `F${hongdong}`, amountFen: wan(90) }]);
  await sign(people.cityHealth, city);
  expect((await issue(people.city2, city, "临财社〔2025〕31号")).status).toBe(200);
  await verifyAll(people.county, city);
  const county = await draft(people.county, city);
  await save(people.county, county, [{ upstreamRow: 1, receiver: `U${hospitals.hongdong.id}`, amountFen: wan(40) }]);
  await sign(people.countyHealth, county);
  expect((await issue(people.county2, county, "洪财社〔2025〕31号")).status).toBe(200);

  const final = await notice([{ allocated: wanYuan(10), line, project: "claim-advance", title: "重点项目", ...atHospital }]);
  await verifyAll(people.city, final);
  const second = await draft(people.city, final);
  await sign(people.cityHealth, second);
  expect((await issue(people.city2, second, "临财社〔2025〕32号")).status).toBe(200);
  const marks = await database.query<{ number: string; advance: boolean }>(
    `select number, is_advance as advance from ledger_entry where step = 'issue' and number = any($1::text[]) order by number`,
    [["临财社〔2025〕31号", "临财社〔2025〕32号", "洪财社〔2025〕31号"]],
  );
  expect(new Map(marks.map(({ number, advance }) => [number, advance]))).toEqual(
    new Map([
      ["临财社〔2025〕31号", true],
      ["临财社〔2025〕32号", false],
      ["洪财社〔2025〕31号", true],
    ]),
  );
});

describe("县级份额的期限数据 [qiangyi-2024.art8.3.d]", () => {
  it("2025-02-18收到:2025-03-20到期;县级份额1500万元、已分1200万元:还有300万元未分", async () => {
    const earlier = await testApi(database, fixedClock("2025-02-18T02:00:00Z"));
    const noticeId = await notice([{ allocated: wanYuan(1500) }], { recordedAt: "2025-02-18T01:00:00Z" });
    const body = { rows: [{ rowNo: 1, statedFen: wan(1500) }] };
    await earlier.call(people.city, verifyReceipt, { params: { noticeId }, body });
    const id = await draft(people.city, noticeId);
    await save(people.city, id, [
      { upstreamRow: 1, receiver: `F${hongdong}`, amountFen: wan(700) },
      { upstreamRow: 1, receiver: `F${quwo}`, amountFen: wan(500) },
    ]);
    await sign(people.cityHealth, id);
    expect((await issue(people.city2, id, "临财社〔2025〕5号")).status).toBe(200);
    const { answer } = await api.call(people.city, listDistributable, { query: { year: 2025 } });
    expect(answer.items.find((item) => item.noticeId === noticeId)).toMatchObject({
      receivedOn: "2025-02-18",
      dueOn: "2025-03-20",
      thisFen: wan(1500),
      distributedFen: wan(1200),
      remainingFen: wan(300),
    });
  });
});

describe("市级下达同时抄送本市监管处 [qiangyi-2024.art11.d]", () => {
  it("不带抄送签发:COPY_REQUIRED;带抄送签发,收文时间与签发时间相同", async () => {
    const noticeId = await notice([{ allocated: wanYuan(10), project: "claim-copy", ...atHospital }]);
    await verifyAll(people.city, noticeId);
    const id = await draft(people.city, noticeId);
    await sign(people.cityHealth, id);
    const before = await footprint(database);
    const refused = await issue(people.city2, id, "临财社〔2025〕6号", { copies: ["140100"] });
    expect([refused.status, refused.problem.code]).toEqual([409, "COPY_REQUIRED"]);
    expect(await footprint(database)).toBe(before);
    expect((await issue(people.city2, id, "临财社〔2025〕6号")).answer.copies).toBe(1);
    const [copy] = await database.query<{ same: boolean; office: string }>(
      `select c.office, c.delivered_at = n.issued_at as same from allotment_copy c join allotment_notice n on n.id = c.notice_id where n.id = $1`,
      [id],
    );
    expect(copy).toEqual({ office: "141000", same: true });
    expect((await read(people.supervision, id)).copies).toMatchObject([
      { name: "省财政厅临汾市监管处", deliveredAt: "2025-02-20T02:00:00.000Z" },
    ]);
  });

  it("数据库不让没有抄送的市级文件签发", async () => {
    const insert = database.query(
      `insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, issuer_city, year, title, drafted_by, drafted_name, drafted_at,
         state, number, issued_on, issued_by, issued_at)
       values ('14', gen_random_uuid(), 'early', 'qiangyi-2024', 'F141000', '141000', '141000', 2025, '没有抄送', 'a', 'a', now(), 'issued',
         '临财社〔2025〕99号', '2025-02-20', 'b', now())`,
    );
    await expect(insert).rejects.toMatchObject({ constraint: "allotment_notice_city_copied" });
  });
});

describe("签发须会签、两人、文号不重", () => {
  const ready = async () => {
    const noticeId = await notice([
      { allocated: wanYuan(10), project: `claim-${count}`, ...atHospital },
      { allocated: wanYuan(5) },
    ]);
    await verifyAll(people.city, noticeId);
    return await draft(people.city, noticeId);
  };
  const codeOf = async (attempt: Promise<{ status: number; problem: { code: string } }>) => {
    const before = await footprint(database);
    const { problem } = await attempt;
    expect(await footprint(database)).toBe(before);
    return problem.code;
  };

  it("没有会签、会签后改动、起草人签发、年份不对、别的机关都被拒,什么也没有写", async () => {
    const id = await ready();
    expect(await codeOf(issue(people.city2, id, "临财社〔2025〕20号"))).toBe("COUNTERSIGN_REQUIRED");
    const { base } = await read(people.city, id);
    const stranger = api.call(people.countyHealth, signDistribution, { params: { noticeId: id }, body: { base } });
    expect(await codeOf(stranger)).toBe("notice-not-found");
    await sign(people.cityHealth, id);
    expect(await codeOf(sign(people.cityHealth, id))).toBe("already-signed");
    expect(await codeOf(issue(people.city, id, "临财社〔2025〕20号"))).toBe("drafter-issues");
    expect(await codeOf(issue(people.city2, id, "临财社〔2024〕20号"))).toBe("number-year");
    expect(await codeOf(issue(people.province, id, "晋财社〔2025〕200号"))).toBe("FORBIDDEN_SCOPE");
    await save(people.city, id, [{ upstreamRow: 2, receiver: `F${quwo}`, amountFen: wan(5) }]);
    expect(await codeOf(issue(people.city2, id, "临财社〔2025〕20号"))).toBe("COUNTERSIGN_REQUIRED");
    await sign(people.cityHealth, id);
    expect(await codeOf(issue(people.city2, id, "临财社〔2025〕1号"))).toBe("number-reused");
    expect((await issue(people.city2, id, "临财社〔2025〕20号")).status).toBe(200);
    expect(await codeOf(issue(people.city2, id, "临财社〔2025〕21号"))).toBe("notice-closed");
  });

  it("项目资金的去向不能改,金额锁定;去向须在本级所辖", async () => {
    const id = await ready();
    const other = await save(people.city, id, [{ upstreamRow: 1, receiver: `F${quwo}`, amountFen: wan(10) }]);
    expect(other.problem.problems).toEqual([{ path: "cells.0", message: "这一行的去向由方案确定，不能改" }]);
    const outside = await save(people.city, id, [{ upstreamRow: 2, receiver: "F140121", amountFen: wan(5) }]);
    expect([outside.problem.code, outside.problem.problems?.[0]?.path]).toEqual(["receivers-unknown", "cells.0"]);
    expect((await read(people.city, id)).cells).toEqual([]);
  });

  it("超过未分配余额:保存时指出,签发被拒BALANCE_EXCEEDED", async () => {
    const id = await ready();
    const withFen = async (more: bigint) => {
      const cell = { upstreamRow: 2, receiver: `F${quwo}`, amountFen: (wanYuan(5) + more).toString() };
      return (await save(people.city, id, [cell])).answer.obstacles.map(({ code }) => code);
    };
    // The last 分 is the line: all of it may go, one more may not.
    expect([await withFen(0n), await withFen(1n)]).toEqual([[], ["BALANCE_EXCEEDED"]]);
    const saved = await save(people.city, id, [{ upstreamRow: 2, receiver: `F${quwo}`, amountFen: wan(6) }]);
    expect(saved.answer.obstacles).toMatchObject([{ code: "BALANCE_EXCEEDED", places: ["2"] }]);
    await sign(people.cityHealth, id);
    expect(await codeOf(issue(people.city2, id, "临财社〔2025〕30号"))).toBe("BALANCE_EXCEEDED");
  });

  it("两人改同一草稿:后保存的一人被告知,没有覆盖", async () => {
    const id = await ready();
    const { base } = await read(people.city, id);
    const body = { base, title: "关于下达资金的通知", note: null, fixedRows: [1], cells: [] };
    await api.call(people.city2, saveDistribution, { params: { noticeId: id }, body });
    const late = await api.call(people.city, saveDistribution, {
      params: { noticeId: id },
      body: { ...body, title: "另一标题" },
    });
    expect([late.status, late.problem.code]).toEqual([409, "draft-changed"]);
  });

  it("两份草稿同时签发同一笔余额:只有一份成功", async () => {
    const noticeId = await notice([{ allocated: wanYuan(8) }]);
    await verifyAll(people.city, noticeId);
    const ids = [await draft(people.city, noticeId), await draft(people.city, noticeId)];
    for (const id of ids) {
      await save(people.city, id, [{ upstreamRow: 1, receiver: `F${quwo}`, amountFen: wan(8) }]);
      await sign(people.cityHealth, id);
    }
    const both = await Promise.all(ids.map((id, at) => issue(people.city2, id, `临财社〔2025〕${40 + at}号`)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 422]);
  });

  it("草稿可以撤销;撤销后不能签发", async () => {
    const id = await ready();
    await api.call(people.city, cancelDistribution, { params: { noticeId: id }, body: {} });
    expect(await codeOf(issue(people.city2, id, "临财社〔2025〕50号"))).toBe("notice-closed");
  });
});

describe("体制管理型省直管县不经市 [qiangyi-2024.art8.1.b]", () => {
  const clocksOf = async (actor: Actor, number: string) =>
    (await api.call(actor, listClocks, { query: {} })).answer.items
      .filter(({ subject }) => subject === number)
      .map(({ rule, holder }) => [rule, holder.region]);

  it("省里直接下达到县:市的期限不起算,县的照算", async () => {
    const byCity = await notice([{ allocated: wanYuan(8), county: quwo }]);
    await verifyAll(people.city, byCity);
    expect(await clocksOf(people.city, `晋财社〔2025〕${count}号`)).toContainEqual(["county-distribution", "141000"]);
    const direct = await notice([{ allocated: wanYuan(8), receiver: `F${quwo}`, county: quwo }]);
    await verifyAll(people.quwo, direct);
    const number = `晋财社〔2025〕${count}号`;
    expect(await clocksOf(people.quwo, number)).toContainEqual(["distribution", quwo]);
    expect((await clocksOf(people.city, number)).filter(([rule]) => rule === "county-distribution")).toEqual([]);
  });

  it("登记省直管后,市的分解表不再列该县", async () => {
    await database.query(
      `insert into fiscal_relation (province, county, mode, effective_from, basis, recorded_by, recorded_at)
       values ('14', $1, 'PROV_DIRECT_SYSTEM', '2025-01-01', '晋政发〔2024〕1号', 'x', now())`,
      [quwo],
    );
    const noticeId = await notice([{ allocated: wanYuan(8) }]);
    await verifyAll(people.city, noticeId);
    const id = await draft(people.city, noticeId);
    const { receivers } = await read(people.city, id);
    expect(receivers.map(({ book }) => book)).toContain(`F${hongdong}`);
    expect(receivers.map(({ book }) => book)).not.toContain(`F${quwo}`);
    const refused = await save(people.city, id, [{ upstreamRow: 1, receiver: `F${quwo}`, amountFen: wan(8) }]);
    expect(refused.problem.code).toBe("receivers-unknown");
  });
});
