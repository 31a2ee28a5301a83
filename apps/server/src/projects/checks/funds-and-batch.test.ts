import { checkInBatch, concludeFundCheck, countChecks, flagKeyProject, listChecks, recordFunding } from "@qiangyi/api";
import { date, wanYuan } from "@qiangyi/kernel";
import { arrange, type Earmark, freeze, issue, pay, receive } from "@qiangyi/ledger";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { financeBook, postEntries, unitBook } from "../../ledger/index.ts";
import { type Actor, systemActor } from "../../platform/index.ts";
import {
  answers,
  budgetOf,
  callWith,
  declared,
  giveBack,
  matchingRequired,
  type Offices,
  organiserOnly,
  pageOf,
  pass,
  setUpOffices,
  threeYes,
  yes,
} from "./sample-checks.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Offices;
let call: string;

beforeAll(async () => {
  people = await setUpOffices(database, api);
  call = await callWith(database);
});

const stored = async () =>
  (
    await database.query(`select (select count(*) from project_step) as steps, (select count(*) from project_fund_check) as checks,
      (select count(*) from project_funding) as funding, (select count(*) from project_key_mark) as marks,
      (select string_agg(id || state || version || is_key, ',' order by id) from project) as projects`)
  )[0];

type Replied = { status: number; problem: { code: string; detail: string } };
const refusedBy = async (act: () => Promise<Replied>): Promise<[number, string]> => {
  const before = await stored();
  const { status, problem } = await act();
  expect(await stored()).toEqual(before);
  return [status, problem.code];
};

const conclude = async (actor: Actor, projectId: string, passes: boolean) => {
  const version = (await pageOf(api, people.clerk, projectId)).project.version;
  const body = { version, passes, confirmedFen: "60000000", reason: "已核对到账凭证" };
  return api.call(actor, concludeFundCheck, { params: { projectId }, body });
};

describe("会审筹资", () => {
  it("通知要求单位自筹落实:财政会审之前、会审认为没有落实时都不能通过,会审通过后可以", async () => {
    const projectId = await declared(api, people, await callWith(database, matchingRequired));
    expect((await pageOf(api, people.county, projectId)).next?.note).toBe("须先由洪洞县财政局会审筹资");
    expect(await refusedBy(() => pass(api, people.county, projectId))).toEqual([409, "FUND_CHECK_REQUIRED"]);
    expect((await conclude(people.countyFinance, projectId, false)).answer.state).toBe("negative");
    expect(await refusedBy(() => pass(api, people.county, projectId))).toEqual([409, "FUND_CHECK_REQUIRED"]);
    expect((await conclude(people.countyFinance, projectId, true)).answer.state).toBe("positive");
    expect((await pass(api, people.county, projectId)).answer.state).toBe("county_passed");
    // Each level's finance concludes for itself; the province has none on the route.
    expect(await refusedBy(() => pass(api, people.city, projectId))).toEqual([409, "FUND_CHECK_REQUIRED"]);
    expect((await conclude(people.cityFinance, projectId, true)).status).toBe(200);
    expect((await pass(api, people.city, projectId)).answer.state).toBe("city_passed");
    expect((await pass(api, people.province, projectId)).answer.state).toBe("form_passed");
    const { trail } = await pageOf(api, people.clerk, projectId);
    expect(
      trail
        .filter(({ kind }) => kind === "fund-check")
        .map(({ office, isPositive }) => `${office}/${isPositive}`)
        .toSorted(),
    ).toEqual(["临汾市财政局/true", "洪洞县财政局/false", "洪洞县财政局/true"]);
  });

  it("没有落实的可以退回;再报是新的一轮,须重新会审", async () => {
    const projectId = await declared(api, people, await callWith(database, matchingRequired));
    await conclude(people.countyFinance, projectId, true);
    expect((await giveBack(api, people.county, projectId)).answer.state).toBe("returned");
    await database.query("update project set state = 'submitted', signed_round = 2, read_at = null where id = $1", [projectId]);
    expect((await pageOf(api, people.county, projectId)).project.fundCheck).toBe("waiting");
  });

  it("预算列有县级财政资金:只提示核实,不影响通过", async () => {
    const projectId = await declared(api, people, call, { ...answers, budget: budgetOf(200, 0, 60) });
    const { hints } = await pageOf(api, people.county, projectId);
    expect(hints.map(({ sentence }) => sentence)).toEqual([
      expect.stringMatching(/市、县财政资金60万元.*不得要求下级政府配套.*不影响审核通过/),
    ]);
    expect((await pass(api, people.county, projectId)).answer.state).toBe("county_passed");
  });

  it("5G试点由县财政负担的60万元:提示核实落实证明,统筹资金表显示缺口;没有登记的写明没有登记", async () => {
    const projectId = await declared(api, people, await callWith(database, organiserOnly), {
      ...answers,
      budget: budgetOf(10, 0, 60),
    });
    const { hints, funding } = await pageOf(api, people.province, projectId);
    expect(hints).toEqual([
      { sentence: expect.stringMatching(/县级财政资金60万元.*不得列支省级资金.*配套资金落实证明/), clause: "5g-2022.art2.h" },
    ]);
    expect(funding).toMatchObject({
      rows: [{ source: "county", neededFen: "60000000", amountFen: "0", gapFen: "60000000", committed: null }],
      gapFen: "60000000",
    });
  });

  it("不在本级环节、别处的财政、没有筹资要求的,都不能会审", async () => {
    const projectId = await declared(api, people, await callWith(database, matchingRequired));
    expect(await refusedBy(() => conclude(people.cityFinance, projectId, true))).toEqual([409, "FUND_CHECK_NOT_DUE"]);
    expect(await refusedBy(() => conclude(people.county, projectId, true))).toEqual([403, "FORBIDDEN_ROLE"]);
    const elsewhere: Actor = { ...people.countyFinance, county: "141021" };
    expect(await refusedBy(() => conclude(elsewhere, projectId, true))).toEqual([404, "project-not-found"]);
    const definition = { ...matchingRequired, budget: null };
    const without = await declared(api, people, await callWith(database, definition), { title: "无预算项目" });
    expect(await refusedBy(() => conclude(people.countyFinance, without, true))).toEqual([409, "FUND_CHECK_NOT_ASKED"]);
  });

  it("会审和审核是两个人,应用和数据库都守住", async () => {
    const projectId = await declared(api, people, await callWith(database, matchingRequired));
    await conclude(people.countyFinance, projectId, true);
    const both: Actor = { ...people.county, userId: people.countyFinance.userId };
    expect(await refusedBy(() => pass(api, both, projectId))).toEqual([403, "SELF_APPROVAL"]);
    const clerkAsFinance: Actor = { ...people.countyFinance, userId: people.clerk.userId };
    expect(await refusedBy(() => conclude(clerkAsFinance, projectId, true))).toEqual([403, "SELF_APPROVAL"]);
    await expect(
      database.query(
        `insert into project_fund_check (province, project, round, level, seq, passes, confirmed_fen, reason, by_user, by_name, at)
         values ('14', $1, 1, 'county', 7, true, 0, '属实', '洪洞院长', 'x', now())`,
        [projectId],
      ),
    ).rejects.toMatchObject({ constraint: "project_fund_check_by_another" });
  });
});

let vouchers = 0;
/** Money of a source arranged, issued, received and paid in the unit's book; 万元. */
const payFromBook = async (
  unit: string,
  { project, sourceLevel }: Pick<Earmark, "project" | "sourceLevel">,
  amountWan: number,
) => {
  vouchers += 1;
  const [county, book] = [financeBook("141024"), unitBook(unit)];
  const earmark: Earmark = {
    year: 2025,
    line: "5g-pilot",
    nature: "general",
    sourceLevel,
    functionClass: "2100299",
    ...(project && { project }),
  };
  const posting = {
    document: { issuer: county.id, number: `洪财社〔2025〕${vouchers}号`, row: 1 },
    earmark,
    amount: wanYuan(amountWan),
    on: date("2025-03-01"),
  };
  const entries = [
    arrange({ ...posting, book: county }),
    issue({ ...posting, from: county, to: book }),
    receive({ ...posting, from: county, to: book }),
    freeze({ ...posting, book }),
    pay({ ...posting, book }),
  ];
  const posted = await database.transaction(systemActor, (tx) =>
    postEntries(tx, systemActor, entries, { now: new Date("2025-03-01T02:00:00Z") }),
  );
  expect(posted).toMatchObject({ ok: true });
};

describe("统筹资金表", () => {
  const record = (actor: Actor, projectId: string, source: "city" | "county" | "own", wan: number) =>
    api.call(actor, recordFunding, {
      params: { projectId },
      body: { source, amountFen: `${wan}000000`, basis: "临财社〔2025〕3号" },
    });

  it("需求260、上级200、市级30(万元):缺口30;市级增加到60:缺口0,省级仍为200 [qiangyi-2024.art4.2.a]", async () => {
    const projectId = await declared(api, people, call, { ...answers, budget: budgetOf(200, 60) });
    await record(people.cityFinance, projectId, "city", 30);
    expect((await pageOf(api, people.city, projectId)).funding).toMatchObject({
      needFen: "260000000",
      upperFen: "200000000",
      gapFen: "30000000",
      rows: [
        { source: "city", amountFen: "30000000", committed: { office: "临汾市财政局", basis: "临财社〔2025〕3号" } },
        { source: "own", neededFen: "60000000", amountFen: "0", gapFen: null, committed: null },
      ],
    });
    await record(people.cityFinance, projectId, "city", 60);
    expect((await pageOf(api, people.clerk, projectId)).funding).toMatchObject({
      upperFen: "200000000",
      gapFen: "0",
      rows: [{ amountFen: "60000000" }, { source: "own" }],
    });
    const [kept] = await database.query("select count(*)::int as count from project_funding where project = $1", [projectId]);
    expect(kept?.["count"]).toBe(2);
  });

  it("省级10万元以外县级应负担60万元、县财政承诺45万元：审核中的项目页上显示缺口15万元 [5g-2022.art2.h]", async () => {
    const projectId = await declared(api, people, call, { ...answers, budget: budgetOf(10, 0, 60) });
    expect((await pageOf(api, people.county, projectId)).funding).toMatchObject({
      rows: [{ source: "county", neededFen: "60000000", amountFen: "0", gapFen: "60000000", committed: null }],
    });
    await record(people.countyFinance, projectId, "county", 45);
    for (const actor of [people.county, people.countyFinance, people.clerk])
      expect((await pageOf(api, actor, projectId)).funding).toMatchObject({
        needFen: "70000000",
        upperFen: "10000000",
        gapFen: "15000000",
        rows: [
          {
            source: "county",
            neededFen: "60000000",
            amountFen: "45000000",
            gapFen: "15000000",
            paidFen: "0",
            committed: { office: "洪洞县财政局" },
          },
        ],
      });
    expect((await pageOf(api, people.county, projectId)).project.state).toBe("submitted");
  });

  it("县级资金和上级资金各付了多少，按来源级次从账上得出；别的项目的支付不算", async () => {
    const projectId = await declared(api, people, call, { ...answers, budget: budgetOf(10, 0, 60) });
    const unit = people.clerk.institution ?? "";
    await payFromBook(unit, { project: projectId, sourceLevel: "county" }, 2);
    await payFromBook(unit, { project: projectId, sourceLevel: "county" }, 3);
    await payFromBook(unit, { project: projectId, sourceLevel: "province" }, 4);
    await payFromBook(unit, { project: "别的项目", sourceLevel: "county" }, 9);
    for (const actor of [people.county, people.clerk])
      expect((await pageOf(api, actor, projectId)).funding).toMatchObject({
        upperPaidFen: "4000000",
        rows: [{ source: "county", amountFen: "0", paidFen: "5000000" }],
        paidFen: "9000000",
      });
  });

  it("各级只登记本级的资金,卫健部门和看不到项目的财政不能登记", async () => {
    const projectId = await declared(api, people, call);
    expect(await refusedBy(() => record(people.cityFinance, projectId, "county", 1))).toEqual([403, "FUNDING_OF_ANOTHER_LEVEL"]);
    expect(await refusedBy(() => record(people.countyFinance, projectId, "city", 1))).toEqual([403, "FUNDING_OF_ANOTHER_LEVEL"]);
    expect(await refusedBy(() => record(people.city, projectId, "city", 1))).toEqual([403, "FORBIDDEN_ROLE"]);
    const hidden = await declared(api, people, await callWith(database, organiserOnly));
    expect(await refusedBy(() => record(people.cityFinance, hidden, "city", 1))).toEqual([404, "project-not-found"]);
    await expect(
      database.query(
        `insert into project_funding (province, project, source, seq, amount_fen, basis, level, region, by_user, by_name, at)
         values ('14', $1, 'county', 9, 1, '文号', 'city', '141000', 'x', 'x', now())`,
        [projectId],
      ),
    ).rejects.toMatchObject({ constraint: "project_funding_level" });
  });
});

describe("重点项目", () => {
  const flag = (actor: Actor, projectId: string, isKey: boolean) =>
    api.call(actor, flagKeyProject, { params: { projectId }, body: { isKey, reason: "列入省级规划" } });

  it("由组织部门写明理由标注、取消,轨迹可见,不打扰正在审核的人", async () => {
    const projectId = await declared(api, people, call);
    const { project } = await pageOf(api, people.county, projectId);
    expect((await flag(people.province, projectId, true)).status).toBe(200);
    const page = await pageOf(api, people.clerk, projectId);
    expect([page.project.isKey, page.trail.find(({ kind }) => kind === "key")?.opinion]).toEqual([true, "列入省级规划"]);
    expect(page.project.version).toBe(project.version);
    expect(await refusedBy(() => flag(people.province, projectId, true))).toEqual([409, "key-mark-unchanged"]);
    expect((await flag(people.province, projectId, false)).status).toBe(200);
  });
  it("省级申报的项目,市级不能标注;县级没有这个职责", async () => {
    const projectId = await declared(api, people, call);
    for (const actor of [people.city, people.county])
      expect(await refusedBy(() => flag(actor, projectId, true))).toEqual([403, "FORBIDDEN_ROLE"]);
  });
});

describe("批量办理", () => {
  const rowsOf = async (ids: readonly string[]) =>
    Promise.all(
      ids.map(async (projectId) => ({ projectId, version: (await pageOf(api, people.county, projectId)).project?.version ?? 1 })),
    );

  it("逐件给出结果:一件不成,其余照办;三项结论对每一件都有记录", async () => {
    const good = [await declared(api, people, call), await declared(api, people, call)];
    const needsFinance = await declared(api, people, await callWith(database, matchingRequired));
    const hidden = await declared(api, people, await callWith(database, organiserOnly));
    const done = await declared(api, people, call);
    await pass(api, people.county, done);
    const ids = [good[0] ?? "", needsFinance, hidden, done, good[1] ?? ""];
    const reply = await api.call(people.county, checkInBatch, {
      body: { action: "pass", rows: await rowsOf(ids), verdicts: threeYes, opinion: "" },
    });
    expect(reply.answer.rows.map(({ projectId, isDone, code }) => [projectId, isDone, code])).toEqual([
      [good[0], true, null],
      [needsFinance, false, "FUND_CHECK_REQUIRED"],
      [hidden, false, "project-not-found"],
      [done, false, "FORBIDDEN_ROLE"],
      [good[1], true, null],
    ]);
    // What is out of sight is not named either.
    expect(reply.answer.rows[2]).toMatchObject({ title: "", number: null, state: null });
    for (const projectId of good) {
      const { trail, project } = await pageOf(api, people.clerk, projectId);
      expect([project.state, trail.findLast(({ label }) => label === "审核通过")?.verdicts?.compliance]).toEqual([
        "county_passed",
        yes,
      ]);
    }
    expect((await pageOf(api, people.clerk, needsFinance)).project.state).toBe("submitted");
  });

  it("没有写明三项结论:一件也不通过", async () => {
    const ids = [await declared(api, people, call), await declared(api, people, call)];
    const rows = await rowsOf(ids);
    const before = await stored();
    const reply = await api.call(people.county, checkInBatch, {
      body: { action: "pass", rows, verdicts: { truthfulness: yes }, opinion: "同意" },
    });
    expect(reply.answer.rows.map(({ code }) => code)).toEqual(["AUDIT_INCOMPLETE", "AUDIT_INCOMPLETE"]);
    expect(await stored()).toEqual(before);
  });

  it("批量退回:意见必填,期限逐件计算", async () => {
    const ids = [await declared(api, people, call), await declared(api, people, call)];
    const rows = await rowsOf(ids);
    const silent = await api.call(people.county, checkInBatch, { body: { action: "return", rows, opinion: "" } });
    expect(silent.answer.rows.map(({ code }) => code)).toEqual(["JUSTIFICATION_REQUIRED", "JUSTIFICATION_REQUIRED"]);
    const returned = await api.call(people.county, checkInBatch, { body: { action: "return", rows, opinion: "请补充测算依据" } });
    expect(returned.answer.rows.every(({ isDone }) => isDone)).toBe(true);
    expect((await pageOf(api, people.clerk, ids[0] ?? "")).project.correctBy).toBe("2025-03-11");
  });
});

describe("审核列表", () => {
  const list = async (actor: Actor, query: object = {}) => (await api.call(actor, listChecks, { query })).answer;

  it("按环节分栏;已办从不丢失;到期日按通知的审核天数", async () => {
    const only = await callWith(database);
    const [first, second, third] = [
      await declared(api, people, only),
      await declared(api, people, only),
      await declared(api, people, only),
    ];
    const inCall = { call: only };
    expect((await list(people.county, inCall)).items.map(({ id }) => id)).toEqual([first, second, third]);
    expect((await list(people.city, { ...inCall, box: "below" })).total).toBe(3);
    expect((await list(people.city, inCall)).total).toBe(0);
    await pass(api, people.county, first);
    await giveBack(api, people.county, second);
    expect((await list(people.county, inCall)).items).toMatchObject([
      { id: third, dueOn: "2025-03-06", isOverdue: false, seatName: "洪洞县" },
    ]);
    expect((await list(people.city, inCall)).items.map(({ id }) => id)).toEqual([first]);
    expect((await list(people.county, { ...inCall, box: "returned" })).items).toMatchObject([
      { id: second, dueOn: "2025-03-11" },
    ]);
    const handled = async (actor: Actor) =>
      (await list(actor, { ...inCall, box: "handled" })).items.map(({ id }) => id).toSorted();
    expect(await handled(people.county)).toEqual([first, second].toSorted());
    expect(await handled(people.county2)).toEqual([]);
    expect((await list(people.county, { ...inCall, box: "handled" })).items.find(({ id }) => id === second)?.handled?.label).toBe(
      "退回补正",
    );
    // The unit goes on with it; for the official it stays where it was.
    await database.query("update project set state = 'terminated' where id = $1", [first]);
    expect(await handled(people.county)).toEqual([first, second].toSorted());
    await database.query("update project set state = 'county_passed' where id = $1", [first]);
  });

  it("分页首尾相接,不重不漏;筛选、查找、件数一致", async () => {
    const only = await callWith(database);
    for (let index = 0; index < 5; index++) await declared(api, people, only, { ...answers, title: `分页项目${index}` });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof list>> = await list(people.county, {
        call: only,
        limit: 2,
        sort: "-amount",
        ...(after !== undefined && { after }),
      });
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ id }) => id));
      after = page.next ?? undefined;
    } while (after !== undefined);
    expect([seen.length, new Set(seen).size]).toEqual([5, 5]);
    expect((await list(people.county, { call: only, q: "分页项目3" })).items.map(({ title }) => title)).toEqual(["分页项目3"]);
    expect((await list(people.county, { call: only, due: "overdue" })).items).toEqual([]);
    expect((await list(people.county, { call: only, county: "141021" })).items).toEqual([]);
    const counts = (await api.call(people.county, countChecks, {})).answer;
    expect(counts.calls.find(({ id }) => id === only)?.waiting).toBe(5);
    expect(counts.waiting).toBe((await list(people.county)).total);
  });

  it("财政只等会审的项目;别的县、别的市看不到", async () => {
    const only = await callWith(database, matchingRequired);
    const projectId = await declared(api, people, only);
    const waiting = async (actor: Actor) => (await list(actor, { call: only })).items.map(({ id }) => id);
    expect([
      await waiting(people.countyFinance),
      await waiting(people.cityFinance),
      await waiting(people.otherCounty),
      await waiting(people.otherCity),
    ]).toEqual([[projectId], [], [], []]);
    await conclude(people.countyFinance, projectId, true);
    expect(await waiting(people.countyFinance)).toEqual([]);
    expect(
      (await list(people.countyFinance, { call: only, box: "handled" })).items.map(({ id, handled }) => [id, handled?.label]),
    ).toEqual([[projectId, "会审筹资"]]);
  });
});
