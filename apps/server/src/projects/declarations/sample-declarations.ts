import { randomUUID } from "node:crypto";
import {
  createInstitution,
  institutionDraft,
  type RouteAnswer,
  readDeclaration,
  saveAnswer,
  startDeclaration,
  submitDeclaration,
} from "@qiangyi/api";
import type { CallDefinition } from "@qiangyi/projects";
import { expect } from "vitest";
import { actorAs, type TestApi } from "../../../test/api.ts";
import type { TestDatabase } from "../../../test/fresh-database.ts";
import { type Actor, systemActor } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";

/* A small call and the people of two hospitals, for the tests of this folder. */

export const definition: CallDefinition = {
  programme: "5g-pilot",
  route: "organiser-only",
  eligibility: [
    { rule: "affiliation", in: ["county", "city"], clause: "5g-2022.art2", sentence: "市、县属医疗机构" },
    { rule: "statement", question: "pledge", clause: "5g-2022.art8.1", sentence: "承诺材料真实" },
  ],
  quotas: [],
  sections: [
    {
      id: "basics",
      title: "基本情况",
      questions: [
        { id: "title", label: "项目名称", kind: "text", maxLength: 60, required: true },
        { id: "basics", label: "基本情况", kind: "long-text", maxLength: 2_000, required: true, clause: "5g-2022.art8.1" },
        { id: "lead", label: "负责人", kind: "text", maxLength: 20, required: false, identity: "person" },
        { id: "born", label: "出生日期", kind: "date", required: false, personal: "birth-date" },
        { id: "phone", label: "联系电话", kind: "text", maxLength: 20, required: false, personal: "phone" },
        { id: "idNumber", label: "身份证号", kind: "text", maxLength: 18, required: false, personal: "id-number" },
        {
          id: "staff",
          label: "团队",
          kind: "table",
          required: false,
          maxRows: 20,
          columns: [{ id: "name", label: "姓名", kind: "text", maxLength: 20, required: true }],
        },
        { id: "pledge", label: "真实性承诺", kind: "yes-no", required: true },
      ],
    },
    {
      id: "elements",
      title: "申报要素",
      questions: [
        {
          id: "approvals",
          label: "审批文件",
          kind: "element",
          material: "approvals",
          mayBeMissing: false,
          required: true,
          clause: "5g-2022.art8.1",
        },
        { id: "startsOn", label: "计划启动时间", kind: "date", required: true },
        { id: "endsOn", label: "完成时间", kind: "date", required: true, after: "startsOn" },
      ],
    },
  ],
  materials: [{ id: "approvals", title: "政府部门审批文件", required: false, clause: "5g-2022.art8.1" }],
  budget: {
    years: [2025],
    supportCapFen: null,
    allowedClasses: ["310"],
    fund: "province",
    matching: "none",
    clause: "5g-2022.art8.2.b",
    targets: "required",
  },
  review: {
    kind: "decision-only",
    isBlind: false,
    experts: 5,
    fields: [],
    items: [],
    vetoes: [],
    pass: 8_000,
    revise: 6_000,
    spread: 20,
  },
  correction: { days: 10, times: 2 },
  noticeWorkingDays: 5,
  reserveYears: 2,
};

export const pdf = (text = "甲"): Uint8Array =>
  Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`);

export const budget = (...amounts: readonly number[]) => ({
  rows: amounts.map((wan, index) => ({
    id: String(index),
    year: 2025,
    economicClass: "31003",
    source: "province",
    task: `任务${index + 1}`,
    targets: ["t1"],
    amountFen: `${wan}000000`,
    reckoning: "询价",
  })),
  statedTotals: [{ year: 2025, amountFen: `${amounts.reduce((sum, wan) => sum + wan, 0)}000000` }],
});

export const completeAnswers: Readonly<Record<string, unknown>> = {
  title: "县域远程会诊",
  basics: "全县十二个乡镇。",
  approvals: { state: "yes", note: "县发改局批复" },
  startsOn: "2025-09-01",
  endsOn: "2026-08-31",
  pledge: true,
  targets: [{ id: "t1", year: 2025, level: "output", name: "远程会诊例数", operator: ">=", value: "300", unit: "例" }],
  budget: budget(30, 20, 10),
};

/** Two county hospitals of 临汾 with a clerk and a head each, and those above them. */
export const setUpPeople = async (database: TestDatabase, api: TestApi) => {
  await database.transaction(systemActor, loadRegions);
  const hospital = async (name: string, region: string, affiliation: "county" | "city" | "province") => {
    const record = institutionDraft.parse({
      name,
      region,
      affiliation,
      ownership: "public",
      tier: "secondary",
      class: "general",
    });
    const made = await api.call(actorAs("prov_health_dept"), createInstitution, { body: { record, reason: null } });
    expect(made.status).toBe(201);
    return made.answer.id;
  };
  const hongtong = await hospital("洪洞县人民医院（演示）", "141024", "county");
  const quwo = await hospital("曲沃县人民医院（演示）", "141021", "county");
  const provincial = await hospital("演示省第一医院", "140105", "province");
  const at = (institution: string, county: string, role: string, userId: string): Actor =>
    actorAs(role, { city: `${county.slice(0, 4)}00`, county, institution, userId, name: userId, level: "unit" });
  return {
    hongtong,
    clerk: at(hongtong, "141024", "unit_applicant", "洪洞经办"),
    colleague: at(hongtong, "141024", "unit_applicant", "洪洞经办二"),
    head: at(hongtong, "141024", "unit_leader", "洪洞院长"),
    accountant: at(hongtong, "141024", "unit_finance", "洪洞财务"),
    quwoClerk: at(quwo, "141021", "unit_applicant", "曲沃经办"),
    quwoHead: at(quwo, "141021", "unit_leader", "曲沃院长"),
    provincialClerk: at(provincial, "140105", "unit_applicant", "省院经办"),
    county: actorAs("county_health_bureau", { city: "141000", county: "141024", level: "county" }),
    city: actorAs("city_health_bureau", { city: "141000", level: "city" }),
    province: actorAs("prov_health_dept"),
    expert: actorAs("expert"),
  };
};

interface SampleCall {
  readonly definition?: CallDefinition;
  readonly opensOn?: string;
  readonly closesOn?: string;
  readonly state?: "draft" | "published" | "cancelled";
  readonly year?: number;
}

export const insertCall = async (database: TestDatabase, given: SampleCall = {}): Promise<string> => {
  const id = randomUUID();
  const { opensOn = "2025-02-01", closesOn = "2025-03-31", state = "published", year = 2025 } = given;
  await database.query(
    `insert into call (province, id, organiser, programme, year, batch, title, document_number, opens_on, closes_on, reference_on, definition, state,
       created_by, created_at, changed_by, changed_at, published_by, published_at)
     values ('14', $1::uuid, 'province', $2, $3, ($1::uuid)::text, '5G+远程医疗试点申报通知', '晋卫函〔2025〕1号', $4::date, $5::date, $5::date, $6, $7, 'a', now(), 'a', now(), 'a', now())`,
    [
      id,
      (given.definition ?? definition).programme,
      year,
      opensOn,
      closesOn,
      JSON.stringify(given.definition ?? definition),
      state,
    ],
  );
  return id;
};

/** What a clerk does, in one go. Answers are saved one after another, as a browser does. */
export const writeDeclaration = async (
  api: TestApi,
  clerk: Actor,
  call: string,
  answers: Readonly<Record<string, unknown>> = completeAnswers,
): Promise<string> => {
  const started = await api.call(clerk, startDeclaration, { body: { call } });
  expect(started.status, JSON.stringify(started.problem)).toBe(201);
  const projectId = started.answer.id;
  for (const [question, value] of Object.entries(answers)) {
    const saved = await api.call(clerk, saveAnswer, { params: { projectId, question }, body: { value, version: 0 } });
    expect(saved.status, JSON.stringify(saved.problem)).toBe(200);
  }
  return projectId;
};

export const read = async (api: TestApi, actor: Actor, projectId: string): Promise<RouteAnswer<typeof readDeclaration>> =>
  (await api.call(actor, readDeclaration, { params: { projectId } })).answer;

export const submit = (api: TestApi, actor: Actor, projectId: string) =>
  api.call(actor, submitDeclaration, { params: { projectId }, body: {} });
