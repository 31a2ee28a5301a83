import { commitCountyMoney, listCountyBurdens, readProject, withdrawCountyMoney } from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import {
  answers,
  budgetOf,
  callWith,
  declared,
  type Offices,
  organiserOnly,
  pageOf,
  setUpOffices,
} from "../checks/sample-checks.ts";
import { commitmentTasks } from "./index.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Offices;
let projectId: string;
let otherCounty: Actor;

beforeAll(async () => {
  people = await setUpOffices(database, api);
  otherCounty = { ...people.countyFinance, userId: "曲沃财政", name: "曲沃财政", county: "141021" };
  const call = await callWith(database, organiserOnly);
  projectId = await declared(api, people, call, { ...answers, budget: budgetOf(10, 0, 60) });
  await declared(api, people, await callWith(database, organiserOnly), {
    ...answers,
    title: "不要县级资金的",
    budget: budgetOf(10, 0),
  });
});

const commit = (actor: Actor, wan: number, more: object = {}) =>
  api.call(actor, commitCountyMoney, {
    params: { projectId },
    body: { amountFen: String(BigInt(wan) * 1_000_000n), documentNumber: "洪财社〔2025〕7号", dateOn: "2025-02-20", ...more },
  });
const withdraw = (actor: Actor) =>
  api.call(actor, withdrawCountyMoney, { params: { projectId }, body: { reason: "文号有误，另行承诺" } });
const burdens = async (actor: Actor) => (await api.call(actor, listCountyBurdens, {})).answer.items;
const entries = async () => (await database.query<{ n: number }>("select count(*)::int as n from project_funding"))[0]?.n;

describe("试点县级资金承诺 (5g-2022.art2.h)", () => {
  it("县财政局看得到本县要负担的一笔和缺口，看不到项目本身；别县看不到；不要县级资金的不列", async () => {
    expect(await burdens(people.countyFinance)).toMatchObject([
      {
        project: { id: projectId },
        neededFen: "60000000",
        committedFen: "0",
        gapFen: "60000000",
        commitment: null,
        mayRecord: true,
      },
    ]);
    expect(await burdens(otherCounty)).toEqual([]);
    expect((await api.call(people.countyFinance, readProject, { params: { projectId } })).status).toBe(404);
  });

  it("缺口是县财政局的待办，承诺足额后没有了", async () => {
    const todo = async () => database.transaction(people.countyFinance, (tx) => commitmentTasks(tx, people.countyFinance));
    expect(await todo()).toMatchObject([{ amountFen: "60000000" }]);
    expect((await commit(people.countyFinance, 60)).status).toBe(200);
    expect(await todo()).toEqual([]);
  });

  it("需要60万元、承诺45万元：审核中的项目页显示缺口15万元，注明文号和承诺的县 [5g-2022.art2.h]", async () => {
    expect((await commit(people.countyFinance, 45)).status).toBe(200);
    expect((await pageOf(api, people.province, projectId)).funding.rows).toMatchObject([
      {
        source: "county",
        neededFen: "60000000",
        amountFen: "45000000",
        gapFen: "15000000",
        committed: { office: "洪洞县财政局", basis: "洪财社〔2025〕7号" },
      },
    ]);
    expect((await burdens(people.countyFinance))[0]).toMatchObject({ gapFen: "15000000", commitment: { dateOn: "2025-02-20" } });
  });

  it("别县、市级、卫健不能承诺；金额为零、日期在将来不收；都没有写入", async () => {
    const before = await entries();
    expect(await commit(otherCounty, 60)).toMatchObject({ status: 404, problem: { code: "county-burden-not-found" } });
    expect(await commit(people.cityFinance, 60)).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect((await commit(people.county, 60)).status).toBe(403);
    expect((await commit(people.countyFinance, 0)).status).toBe(400);
    expect(await commit(people.countyFinance, 60, { dateOn: "2099-01-01" })).toMatchObject({
      status: 422,
      problem: { code: "commitment-in-future" },
    });
    expect(await withdraw(otherCounty)).toMatchObject({ status: 404 });
    expect(await entries()).toBe(before);
  });

  it("使用前可以撤回：缺口恢复，撤回的留作记录；没有承诺时无可撤回", async () => {
    const before = (await entries()) ?? 0;
    expect((await withdraw(people.countyFinance)).status).toBe(200);
    expect(await entries()).toBe(before + 1);
    expect((await burdens(people.countyFinance))[0]).toMatchObject({ committedFen: "0", gapFen: "60000000", commitment: null });
    expect(await withdraw(people.countyFinance)).toMatchObject({ status: 409, problem: { code: "commitment-not-found" } });
    expect(await entries()).toBe(before + 1);
  });

  it("不予支持的申报不再要县级资金：不能承诺，也不是待办", async () => {
    const before = await entries();
    await database.query("update project set state = 'rejected' where id = $1", [projectId]);
    expect(await commit(people.countyFinance, 60)).toMatchObject({ status: 404, problem: { code: "county-burden-not-found" } });
    expect((await burdens(people.countyFinance))[0]).toMatchObject({ mayRecord: false, isAsked: false, gapFen: "0" });
    expect(await database.transaction(people.countyFinance, (tx) => commitmentTasks(tx, people.countyFinance))).toEqual([]);
    expect(await entries()).toBe(before);
  });

  it("撤回的金额只能是零，数据库守住", async () => {
    await expect(
      database.query(
        `insert into project_funding (province, project, source, seq, amount_fen, basis, is_withdrawn, level, region, by_user, by_name, at)
         values ('14', $1, 'county', 99, 1, '文号', true, 'county', '141024', 'x', 'x', now())`,
        [projectId],
      ),
    ).rejects.toMatchObject({ constraint: "project_funding_withdrawn" });
  });
});
