import { explainCarryOver, listExecution, openCarryOver, recordIncorporation, recordYearEvent } from "@qiangyi/api";
import { date, type PlainDate } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import { sql } from "kysely";
import { type Clock, type Database, homeProvince, systemActor, type Tx } from "../../platform/index.ts";
import { openDesk } from "../projects/desk.ts";
import { demoPeople } from "../projects/people.ts";
import { decidePlan, disclose, draftBatch, draftEarly, issue, passOn, receive } from "./notices.ts";
import { hongdong, linfen, province, qingxu, taiyuan } from "./offices.ts";
import {
  approved,
  lodging,
  type Payers,
  pageOfLine,
  pagesOf,
  paid,
  refused,
  returned,
  submitted,
  teaching,
  tuition,
} from "./payments.ts";
import { before, on, type Scene, wan } from "./scene.ts";

/** The story needs the year until here; a demonstration that starts before has nothing to pay in it yet. */
const firstDay = date("2026-10-15");
/** Money of the year is paid in the year: later starts find its last acts here. */
const latestDay = date("2026-12-15");

/**
 * 资金的演示: 2026's money from the early issue of the autumn before to payments that wait for somebody today, each act through the product's own
 * routes by the accounts of the demonstration; and what lay undistributed at the end of 2025.
 */
export const seedDemoMoney = async (database: Database, clock: Clock): Promise<void> => {
  const today = clock.today();
  if (today < firstDay) return;
  const people = await database.transaction(systemActor, async (tx) => ((await isThere(tx)) ? undefined : demoPeople(tx)));
  // A first start that was broken off: what it wrote stays, nothing is written twice.
  if (!people) return;
  const lastDay: PlainDate = today < latestDay ? today : latestDay;
  const desk = await openDesk(database);
  try {
    const scene: Scene = { desk, people, lastDay };
    await lastYear(scene);
    const early = await thisYearEarly(scene);
    await endOfLastYear(scene);
    await yearBegins(scene, early);
    const [inQingxu, inHongdong] = await finalMoney(scene);
    await payInHongdong(scene, inHongdong);
    await payInQingxu(scene, inQingxu);
  } finally {
    await desk.close();
  }
};

const cities = regions.filter(({ kind }) => kind === "city").map(({ code }) => code);

const isThere = async (tx: Tx): Promise<boolean> =>
  (await sql`select from allotment_notice where province = ${homeProvince} limit 1`.execute(tx)).rows.length > 0;

/** 2025: issued early to two cities, which have no project for it until the year is over. */
const lastYear = async (scene: Scene): Promise<void> => {
  const rows = [
    ["140100", "doctor-secondment", 30],
    ["141000", "doctor-secondment", 40],
  ] as const;
  const draft = await draftEarly(scene, 2025, rows, "2024-11-18");
  const id = await issue(scene, draft, "晋财社〔2024〕88号", "2024-11-20");
  await disclose(scene, province(scene.people), "晋财社〔2024〕88号", "2024-12-02");
  await receive(scene, taiyuan(scene.people).clerk, id, "2024-12-03");
  await receive(scene, linfen(scene.people).clerk, id, "2024-12-04");
};

/** 2026 early: every city by forecast, over the floor; Qingxu also for techniques that it has still to name. */
const thisYearEarly = async (scene: Scene): Promise<string> => {
  const { people } = scene;
  const { clerk } = province(people);
  await on(
    scene,
    clerk,
    "2025-10-24",
  )(recordYearEvent, {
    body: {
      year: 2026,
      kind: "expected-execution",
      happenedOn: "2025-10-24",
      amountFen: wan(1100),
      documentNumber: "演示省财政厅2025年预计执行情况表",
    },
  });
  const rows = [
    ["140121", "appropriate-technique", 20] as const,
    ...cities.map((code) => [code, "doctor-secondment", code === "140100" || code === "141000" ? 60 : 100] as const),
  ];
  const draft = await draftEarly(scene, 2026, rows, "2025-11-10");
  const id = await issue(scene, draft, "晋财社〔2025〕96号", "2025-11-12");
  await disclose(scene, province(people), "晋财社〔2025〕96号", "2025-11-18");
  await receive(scene, taiyuan(people).clerk, id, "2025-11-19");
  await receive(scene, linfen(people).clerk, id, "2025-11-20");
  return id;
};

/** 年终: what lay there on the last day is listed; Taiyuan has said why, Linfen not yet. */
const endOfLastYear = async (scene: Scene): Promise<void> => {
  const { people } = scene;
  for (const { clerk } of [taiyuan(people), linfen(people)]) {
    await on(scene, clerk, "2026-01-08")(openCarryOver, { body: { year: 2025 } });
  }
  const act = on(scene, taiyuan(people).clerk, "2026-01-12");
  const { rows } = await act(listExecution, { query: { year: 2025 } });
  const item = rows.find(({ book }) => book === "F140100")?.item;
  if (!item) throw new Error("the demonstration's 2025 left nothing over");
  await act(explainCarryOver, {
    params: { itemId: item.id },
    body: { reason: "下派医师于年底才确定受援医院，资金未能在年内分解（演示）" },
  });
};

/** 人代会批准, and the own budgets that contain what came early: Taiyuan's does, Linfen's lacks a part. */
const yearBegins = async (scene: Scene, early: string): Promise<void> => {
  const { people } = scene;
  const approve = (day: string, documentNumber: string) =>
    ({ body: { year: 2026, kind: "budget-approved" as const, happenedOn: day, documentNumber } }) as const;
  await on(scene, province(people).clerk, "2026-01-26")(recordYearEvent, approve("2026-01-25", "演示省人大决议〔2026〕2号"));
  await on(scene, taiyuan(people).clerk, "2026-02-04")(recordYearEvent, approve("2026-02-03", "演示太原市人大决议〔2026〕1号"));
  await on(scene, linfen(people).clerk, "2026-02-06")(recordYearEvent, approve("2026-02-05", "演示临汾市人大决议〔2026〕1号"));
  const params = { noticeId: early };
  const item = "卫生健康支出——强医工程转移支付（演示）";
  await on(
    scene,
    taiyuan(people).clerk,
    "2026-02-10",
  )(recordIncorporation, {
    params,
    body: { item, amountFen: wan(80), documentNumber: "并财预〔2026〕1号（演示）", approvedOn: "2026-02-03" },
  });
  await on(
    scene,
    linfen(people).clerk,
    "2026-02-11",
  )(recordIncorporation, {
    params,
    body: { item, amountFen: wan(45), documentNumber: "临财预〔2026〕1号（演示）", approvedOn: "2026-02-05" },
  });
};

/** 正式下达 to two cities, down to hospitals; ids of the notices of the two counties of the demonstration. */
const finalMoney = async (scene: Scene): Promise<readonly [string, string]> => {
  const { people } = scene;
  const proposalId = await decidePlan(scene, 2026);
  const draft = await draftBatch(scene, proposalId, {
    title: "关于下达2026年强医工程补助资金（第一批）的通知",
    day: "2026-03-18",
    // What Hongdong's scholars get waits for the second batch.
    takes: ({ line, place }) =>
      /清徐|娄烦|洪洞|太原市本级|临汾市本级/.test(place) && !(line === "visiting-scholar" && place.includes("洪洞")),
  });
  const id = await issue(scene, draft, "晋财社〔2026〕21号", "2026-03-20");
  await disclose(scene, province(people), "晋财社〔2026〕21号", "2026-03-24");
  const cities = [
    [taiyuan(people), qingxu(people), "2026-03-25", "2026-04-08"],
    [linfen(people), hongdong(people), "2026-03-26", "2026-04-10"],
  ] as const;
  const down: string[] = [];
  for (const [city, county, received, passed] of cities) {
    await receive(scene, city.clerk, id, received);
    const own = await passOn(scene, city, id, {
      number: `${city.mark}〔2026〕12号`,
      title: "关于下达2026年省级强医工程补助资金的通知",
      day: passed,
    });
    await disclose(scene, city, `${city.mark}〔2026〕12号`, "2026-04-15");
    await receive(scene, county.clerk, own, "2026-04-16");
    down.push(
      await passOn(scene, county, own, {
        number: `${county.mark}〔2026〕9号`,
        title: "关于拨付2026年省级强医工程补助资金的通知",
        day: "2026-05-06",
        // The county sends what is for the county as a whole to its people's hospital.
        free: ({ availableFen }) => [
          { receiver: county.mark === "清财社" ? "U140121-001" : "U141024-001", amountFen: availableFen },
        ],
      }),
    );
  }
  const [inQingxu, inHongdong] = down;
  if (inQingxu === undefined || inHongdong === undefined) throw new Error("the demonstration's money did not reach its counties");
  return [inQingxu, inHongdong];
};

const payInHongdong = async (scene: Scene, noticeId: string): Promise<void> => {
  const { people } = scene;
  const payers: Payers = {
    accountant: people("unit_finance_141024"),
    head: people("unit_leader_141024"),
    bureau: hongdong(people).clerk,
    unitName: "洪洞县人民医院（演示）",
  };
  // One row states less than the notice: it is not received, and the level above is told.
  await receive(scene, payers.accountant, noticeId, "2026-05-12", (nth, fen) =>
    nth === 12 ? String(BigInt(fen) - 600_000n) : fen,
  );
  const pages = await pagesOf(scene, payers, "2026-05-13");
  const technique = pageOfLine(pages, "appropriate-technique");
  for (const nth of [0, 1, 2, 3]) {
    const page = pageOfLine(pages, "doctor-secondment", nth);
    await paid(scene, payers, lodging(page, payers, wan(1.2)), `2026-0${6 + nth}-15`, `洪支2026-0${nth + 1}`);
  }
  // Paid before the teaching has been done: it waits to be cleared.
  const ahead = {
    ...teaching(technique, wan(1.5), "宫颈癌筛查技术基层带教"),
    isPrepayment: true,
    contractNumber: "演示带教合同2026-05",
  };
  await paid(scene, payers, ahead, "2026-09-22", "洪支2026-05");
  await refused(
    scene,
    payers,
    teaching(technique, wan(0.6), "技术推广带教资料"),
    before(scene, 12),
    "所附清单与合同不一致，请核对后重新申请（演示）",
  );
  await returned(
    scene,
    payers,
    lodging(pageOfLine(pages, "doctor-secondment", 4), payers, wan(2.4)),
    before(scene, 8),
    "请按实际在岗月份申请（演示）",
  );
  await approved(scene, payers, teaching(technique, wan(0.8), "宫颈癌筛查技术现场演示"), before(scene, 5));
  await approved(scene, payers, lodging(pageOfLine(pages, "doctor-secondment", 5), payers, wan(0.6)), before(scene, 4));
  await submitted(scene, payers, lodging(pageOfLine(pages, "doctor-secondment", 6), payers, wan(0.6)), before(scene, 2));
};

const payInQingxu = async (scene: Scene, noticeId: string): Promise<void> => {
  const { people } = scene;
  const payers: Payers = {
    accountant: people("unit_finance"),
    head: people("unit_leader"),
    bureau: qingxu(people).clerk,
    unitName: "清徐县人民医院（演示）",
  };
  await receive(scene, payers.accountant, noticeId, "2026-05-11");
  const pages = await pagesOf(scene, payers, "2026-05-12");
  await paid(scene, payers, tuition(pageOfLine(pages, "visiting-scholar"), wan(0.5)), "2026-07-08", "清支2026-01");
  await approved(scene, payers, tuition(pageOfLine(pages, "visiting-scholar", 1), wan(0.7)), before(scene, 3));
  await submitted(scene, payers, tuition(pageOfLine(pages, "visiting-scholar", 1), wan(0.4)), before(scene, 1));
};
