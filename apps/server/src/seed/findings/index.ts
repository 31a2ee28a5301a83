import {
  addFindingFile,
  answerCorrection,
  concludeInspection,
  confirmFinding,
  dismissFinding,
  listFindingPages,
  listInspectionProjects,
  makeInspectionPlan,
  type RouteInput,
  raiseFinding,
  recordAuditMatter,
  recoverForFinding,
  sendCircular,
  startInspection,
  suspendForFinding,
  verifyCorrection,
  withdrawFinding,
} from "@qiangyi/api";
import { date, type PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Clock, type Database, homeProvince, systemActor, type Tx } from "../../platform/index.ts";
import { hongdong, linfen, type Offices, province, taiyuan } from "../money/offices.ts";
import { before, on, type Scene, wan } from "../money/scene.ts";
import { demoPdf } from "../projects/demo-pdf.ts";
import { openDesk } from "../projects/desk.ts";
import { demoPeople } from "../projects/people.ts";

/** The story stands on payments of the year's summer and ends with the year's money. */
const firstDay = date("2026-10-15");
const latestDay = date("2026-12-15");
const hospital = "141024-001";

/** 监督检查的演示: two plans, three inspections, a finding in each state, a measure of each kind and an audit matter, all of it made up. */
export const seedDemoFindings = async (database: Database, clock: Clock): Promise<void> => {
  const today = clock.today();
  if (today < firstDay) return;
  const people = await database.transaction(systemActor, async (tx) => ((await isThere(tx)) ? undefined : demoPeople(tx)));
  if (!people) return;
  const lastDay: PlainDate = today < latestDay ? today : latestDay;
  const desk = await openDesk(database);
  try {
    const scene: Scene = { desk, people, lastDay };
    const inLinfen = await projectsOf(scene, linfen(people).clerk);
    // Without the library there is nothing to inspect.
    if (inLinfen.length === 0) return;
    await inspections(scene, inLinfen);
    await questions(scene);
    await corrections(scene);
    await measures(scene);
  } finally {
    await desk.close();
  }
};

const isThere = async (tx: Tx): Promise<boolean> =>
  (await sql`select from inspection_plan where province = ${homeProvince} limit 1`.execute(tx)).rows.length > 0;

const projectsOf = async (scene: Scene, actor: Actor) =>
  (await on(scene, actor, scene.lastDay)(listInspectionProjects, { query: { year: 2026 } })).items;

type Choices = Awaited<ReturnType<typeof projectsOf>>;

const idsOf = (projects: Choices): string[] => projects.map(({ id }) => id);

const clause = "5g-2022.art19.c";

interface Inspected {
  readonly actor: Actor;
  readonly plan?: string;
  readonly title: string;
  readonly projects: Choices;
  readonly daysBefore: number;
  readonly isOpen?: boolean;
}

const inspect = async (scene: Scene, { actor, plan, title, projects, daysBefore, isOpen }: Inspected): Promise<string> => {
  const [startsOn, endsOn] = [before(scene, daysBefore), before(scene, daysBefore - 2)];
  const inspectors = ["检查员演一", "检查员演二"];
  const body = { ...(plan !== undefined && { plan }), title, startsOn, endsOn, inspectors, projects: idsOf(projects) };
  const { id } = await on(scene, actor, startsOn)(startInspection, { body });
  if (!isOpen)
    await on(
      scene,
      actor,
      endsOn,
      16,
    )(concludeInspection, {
      params: { inspectionId: id },
      body: { conclusion: "资金到位、专项核算总体规范，个别票据需要补正（演示）" },
    });
  return id;
};

/** Linfen and the province plan their year; three inspections, one of which goes on; what the first found is overdue. */
const inspections = async (scene: Scene, inLinfen: Choices): Promise<void> => {
  const [city, top] = [linfen(scene.people), province(scene.people)];
  const everywhere = await projectsOf(scene, top.clerk);
  const planned = async (actor: Actor, title: string, targetPercent: number, projects: Choices) =>
    (
      await on(
        scene,
        actor,
        "2026-02-25",
      )(makeInspectionPlan, {
        body: { year: 2026, title, targetPercent, projects: idsOf(projects) },
      })
    ).id;
  const ofCity = await planned(city.clerk, "临汾市2026年专项资金检查计划（演示）", 30, inLinfen.slice(0, 3));
  const ofProvince = await planned(top.clerk, "2026年省级专项资金重点检查计划（演示）", 10, everywhere.slice(0, 4));
  const first = await inspect(scene, {
    actor: city.clerk,
    plan: ofCity,
    title: "临汾市三季度专项资金检查（演示）",
    projects: inLinfen.slice(0, 2),
    daysBefore: 48,
  });
  await inspect(scene, {
    actor: top.clerk,
    plan: ofProvince,
    title: "省级专项资金抽查（演示）",
    projects: everywhere.slice(0, 2),
    daysBefore: 30,
  });
  await inspect(scene, {
    actor: top.clerk,
    plan: ofProvince,
    title: "省级专项资金年末检查（演示）",
    projects: everywhere.slice(2, 3),
    daysBefore: 2,
    isOpen: true,
  });
  const [found] = inLinfen;
  if (!found) return;
  const id = await raised(scene, city.clerk, 45, {
    inspection: first,
    project: found.id,
    title: "项目支出票据附件不全（演示）",
    facts: "抽查凭证5张，其中2张缺验收单（演示）",
    grade: "medium",
  });
  await confirmedBy(scene, city.chief, 44, id, found.institution);
};

type Raised = Omit<RouteInput<typeof raiseFinding>["body"], "clause">;

const raised = async (scene: Scene, actor: Actor, daysBefore: number, body: Raised): Promise<string> =>
  (await on(scene, actor, before(scene, daysBefore))(raiseFinding, { body: { clause, ...body } })).id;

const confirmedBy = (scene: Scene, actor: Actor, daysBefore: number, findingId: string, institution: string) =>
  on(
    scene,
    actor,
    before(scene, daysBefore),
    10,
  )(confirmFinding, {
    params: { findingId },
    body: { opinion: "核对凭证，情况属实（演示）", owner: { institution } },
  });

/** Questions that nobody has answered yet, that came to nothing, and that were taken back. */
const questions = async (scene: Scene): Promise<void> => {
  const { people } = scene;
  const about = { institution: hospital, grade: "low" as const };
  await raised(scene, people("regional_supervision_141000"), 6, {
    ...about,
    title: "年末支付较集中，提示核实（演示）",
    facts: "近两周支付申请较多，请核实是否按进度支付（演示）",
  });
  const county = hongdong(people);
  const unfounded = await raised(scene, county.clerk, 20, {
    ...about,
    title: "带教费用标准偏高，提示核实（演示）",
    facts: "一笔带教费用高于同类支出（演示）",
  });
  await on(
    scene,
    county.chief,
    before(scene, 18),
  )(dismissFinding, {
    params: { findingId: unfounded },
    body: { reason: "按合同约定含材料费，标准未超（演示）" },
  });
  const auditor = people("auditor");
  const mistaken = await raised(scene, auditor, 15, {
    ...about,
    title: "凭证编号不连续，提示核实（演示）",
    facts: "取数时缺一张凭证（演示）",
  });
  await on(
    scene,
    auditor,
    before(scene, 14),
  )(withdrawFinding, {
    params: { findingId: mistaken },
    body: { reason: "补取数据后编号连续（演示）" },
  });
};

/** Two corrections of the county's hospital: one waits for its verification, one is settled; all units of the county were told of it. */
const corrections = async (scene: Scene): Promise<void> => {
  const { people } = scene;
  const county = hongdong(people);
  const about = { institution: hospital, grade: "medium" as const, amountFen: wan(0.3) };
  const waiting = await raised(scene, county.clerk, 25, {
    ...about,
    title: "专项资金未单独设置辅助账（演示）",
    facts: "适宜技术推广资金与其他资金同账核算（演示）",
  });
  await confirmedBy(scene, county.chief, 24, waiting, hospital);
  await answered(scene, waiting, 5);
  const settled = await raised(scene, county.clerk, 60, {
    ...about,
    title: "培训签到表缺日期（演示）",
    facts: "一期培训的签到表没有日期（演示）",
  });
  await confirmedBy(scene, county.chief, 58, settled, hospital);
  await answered(scene, settled, 40);
  await on(
    scene,
    county.chief,
    before(scene, 38),
  )(verifyCorrection, {
    params: { findingId: settled },
    body: { opinion: "材料齐全，整改到位（演示）" },
  });
  await on(
    scene,
    county.clerk,
    before(scene, 22),
  )(sendCircular, {
    params: { findingId: waiting },
    body: {
      documentNumber: "洪财监〔2026〕3号",
      title: "关于专项资金核算检查情况的通报（演示）",
      text: "请各单位对照检查，专项资金应一个项目一个账页单独核算（演示）",
      reason: "同类问题较多，请各单位自查（演示）",
      addressees: [{ institution: hospital }, { department: "health", region: "141024" }],
    },
  });
};

const answered = async (scene: Scene, findingId: string, daysBefore: number): Promise<void> => {
  const clerk = scene.people("unit_applicant_141024");
  const at = (minute: number) => new Date(Date.parse(`${before(scene, daysBefore)}T15:00:00+08:00`) + minute * 60_000);
  const file = { name: "整改材料（演示）.pdf", content: demoPdf(`correction ${findingId}`) };
  const kept = await scene.desk.send({ actor: clerk, at: at(0) }, addFindingFile, { params: { findingId } }, file);
  await scene.desk.send({ actor: clerk, at: at(5) }, answerCorrection, {
    params: { findingId },
    body: { note: "已按要求补正，材料附后（演示）", files: [kept.id] },
  });
};

/** 收回资金 by the province with its audit matter, 暂停拨付 by Taiyuan for a hospital that has nothing to pay. */
const measures = async (scene: Scene): Promise<void> => {
  const [top, city] = [province(scene.people), taiyuan(scene.people)];
  await recovery(scene, top);
  const institution = "140100-001";
  const id = await raised(scene, city.clerk, 12, {
    institution,
    title: "未报送项目实施进展（演示）",
    facts: "两次催报后仍未报送（演示）",
    grade: "low",
  });
  await confirmedBy(scene, city.chief, 11, id, institution);
  await on(
    scene,
    city.clerk,
    before(scene, 10),
  )(suspendForFinding, {
    params: { findingId: id },
    body: { documentNumber: "并财监〔2026〕6号", reason: "报送进展前暂停拨付（演示）", institution },
  });
};

const recovery = async (scene: Scene, { clerk, chief }: Offices): Promise<void> => {
  const act = on(scene, clerk, before(scene, 16));
  const { pages } = await act(listFindingPages, { query: { institution: hospital } });
  const page = pages.find(({ paidFen }) => BigInt(paidFen) >= BigInt(wan(0.5)));
  if (!page) return;
  const id = await raised(scene, clerk, 16, {
    institution: hospital,
    earmark: page.earmark,
    title: "部分支出与资金用途不符（演示）",
    facts: "一笔支出列支了与项目无关的会议费（演示）",
    amountFen: wan(0.5),
    grade: "high",
  });
  await confirmedBy(scene, chief, 15, id, hospital);
  await on(
    scene,
    clerk,
    before(scene, 14),
  )(recoverForFinding, {
    params: { findingId: id },
    body: {
      documentNumber: "晋财监〔2026〕9号",
      reason: "超范围支出应予收回（演示）",
      institution: hospital,
      earmark: page.earmark,
      of: "paid",
      amountFen: wan(0.5),
      dueOn: "2026-12-31",
    },
  });
  await on(
    scene,
    clerk,
    before(scene, 9),
  )(recordAuditMatter, {
    body: {
      authority: "演示省审计厅",
      matter: "强医工程专项资金审计（演示）",
      happenedOn: before(scene, 10),
      shared: "交换检查发现的问题和收回情况（演示）",
      findings: [id],
    },
  });
};
