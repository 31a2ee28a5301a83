import { listIncorporations, recordIncorporation } from "@qiangyi/api";
import { wanYuan } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock } from "../../platform/index.ts";
import { footprint, issueSample, people, setUpPlaces } from "../distribution/sample-notices.ts";

const database = await freshDatabase();
const api = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
let noticeId: string;
beforeAll(async () => {
  await setUpPlaces(database);
  noticeId = await issueSample(database, { number: "晋财社〔2024〕90号", kind: "early", rows: [{ allocated: wanYuan(900) }] });
});

const wan = (amount: number) => wanYuan(amount).toString();
const record = (actor: Actor, amount: number, more: object = {}) =>
  api.call(actor, recordIncorporation, {
    params: { noticeId },
    body: {
      item: "卫生健康支出",
      amountFen: wan(amount),
      documentNumber: "临人发〔2025〕3号",
      approvedOn: "2025-02-10",
      ...more,
    },
  });
const board = async (actor: Actor) =>
  (await api.call(actor, listIncorporations, { query: { year: 2025 } })).answer.items.find((item) => item.noticeId === noticeId);

describe("上级提前下达数编入本级预算 [qiangyi-2024.art8.3.e]", () => {
  it("本级预算批准前未登记:等待;批准之日起仍未登记:BUDGET_INCORPORATION_MISSING", async () => {
    expect(await board(people.city)).toMatchObject({ state: "waiting", code: null, missingFen: wan(900), isOwn: true });
    await database.query(
      `insert into fund_year_event (province, id, fund, year, kind, region, happened_on, document_number, recorded_by, recorded_name, recorded_at)
       values ('14', gen_random_uuid(), 'qiangyi-2024', 2025, 'budget-approved', '141000', '2025-02-10', '临人发〔2025〕3号', 'x', 'x', now())`,
    );
    expect(await board(people.city)).toMatchObject({
      state: "missing",
      code: "BUDGET_INCORPORATION_MISSING",
      missingFen: wan(900),
    });
  });

  it("提前下达900万元、本级预算列850万元:显示差50万元和BUDGET_INCORPORATION_MISSING;更正为900万元即一致", async () => {
    const first = await record(people.city, 850);
    expect([first.status, first.answer]).toEqual([201, { corrections: 0, missingFen: wan(50) }]);
    const short = { state: "mismatch", code: "BUDGET_INCORPORATION_MISSING", missingFen: wan(50) };
    expect(await board(people.city)).toMatchObject(short);
    expect(await board(people.province)).toMatchObject({ ...short, isOwn: false, bookName: "临汾市财政局" });
    expect((await record(people.city, 900)).answer).toEqual({ corrections: 1, missingFen: "0" });
    expect(await board(people.city)).toMatchObject({ state: "incorporated", code: null, recorded: { corrections: 1 } });
  });

  it("别的单位、没有职责的人、未来的批准日期被拒,什么也没有写", async () => {
    const before = await footprint(database);
    expect((await record(people.county, 900)).problem.code).toBe("notice-not-found");
    expect((await record(people.cityHealth, 900)).problem.code).toBe("FORBIDDEN_ROLE");
    expect((await record(people.city, 900, { approvedOn: "2025-02-21" })).problem.code).toBe("approved-in-future");
    expect(await footprint(database)).toBe(before);
  });

  it("两人同时登记:各占一次更正,或后到的一人被告知,没有一次重复", async () => {
    const both = await Promise.all([people.city, people.city2].map((actor) => record(actor, 900)));
    const done = both.filter(({ status }) => status === 201).map(({ answer }) => answer.corrections);
    expect(both.filter(({ status, problem }) => status === 409 && problem.code === "raced")).toHaveLength(2 - done.length);
    const stored = await database.query<{ corrections: number }>(
      "select corrections from budget_incorporation order by corrections",
    );
    expect(stored.map(({ corrections }) => corrections)).toEqual([0, 1, ...done.toSorted()]);
  });
});
