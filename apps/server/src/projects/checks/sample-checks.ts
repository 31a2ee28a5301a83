import {
  passProject,
  readDeclarationContent,
  readProject,
  returnProject,
  saveAnswer,
  signDeclaration,
  submitDeclaration,
} from "@qiangyi/api";
import type { CallDefinition } from "@qiangyi/projects";
import { expect } from "vitest";
import { actorAs, type TestApi } from "../../../test/api.ts";
import type { TestDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import { definition as base, insertCall, setUpPeople, writeDeclaration } from "../declarations/sample-declarations.ts";

/* A call that goes up all the levels, and the officials who check it. */

export const definition: CallDefinition = {
  ...base,
  programme: "provincial-key-specialty",
  route: "by-affiliation",
  eligibility: [],
  sections: [
    {
      id: "content",
      title: "建设内容",
      questions: [
        { id: "title", label: "项目名称", kind: "text", maxLength: 60, required: true },
        { id: "plan", label: "实施方案", kind: "long-text", maxLength: 500, required: false },
        { id: "phone", label: "联系电话", kind: "text", maxLength: 20, required: false, personal: "phone" },
      ],
    },
  ],
  materials: [],
  budget: {
    years: [2025],
    supportCapFen: null,
    allowedClasses: ["310"],
    fund: "province",
    matching: "declared",
    clause: "5g-2022.art8.2.b",
    targets: "none",
  },
  correction: { days: 10, times: 2 },
  checkDays: 5,
};

export const matchingRequired: CallDefinition = { ...definition, budget: { ...definition.budget!, matching: "required" } };
export const organiserOnly: CallDefinition = { ...definition, programme: "5g-pilot", route: "organiser-only" };

type Source = "province" | "own" | "county";
const row = (id: string, source: Source, wan: number) => ({
  id,
  year: 2025,
  economicClass: "31003",
  source,
  task: "购置设备",
  targets: [],
  amountFen: `${wan}000000`,
  reckoning: "询价",
});

/** 万元 from the fund, from the unit and from the county. */
export const budgetOf = (province: number, own: number, county = 0) => ({
  rows: [
    row("1", "province", province),
    ...(own > 0 ? [row("2", "own", own)] : []),
    ...(county > 0 ? [row("3", "county", county)] : []),
  ],
  statedTotals: [{ year: 2025, amountFen: `${province + own + county}000000` }],
});

export const answers: Readonly<Record<string, unknown>> = {
  title: "心血管内科建设",
  plan: "分两期实施",
  budget: budgetOf(200, 60),
};

export const yes = { passes: true, reason: "经核对材料属实" };
export const threeYes = { truthfulness: yes, compliance: yes, feasibility: yes };

export const setUpOffices = async (database: TestDatabase, api: TestApi) => {
  const people = await setUpPeople(database, api);
  const inLinfen = { city: "141000", county: "141024" };
  const at = (role: string, userId: string, place: Partial<Actor>): Actor => actorAs(role, { userId, name: userId, ...place });
  return {
    ...people,
    county: at("county_health_bureau", "洪洞审核", { ...inLinfen, level: "county" }),
    county2: at("county_health_bureau", "洪洞审核二", { ...inLinfen, level: "county" }),
    countyFinance: at("county_finance_bureau", "洪洞财政", { ...inLinfen, level: "county" }),
    otherCounty: at("county_health_bureau", "曲沃审核", { city: "141000", county: "141021", level: "county" }),
    city: at("city_health_bureau", "临汾审核", { city: "141000", level: "city" }),
    cityFinance: at("city_finance_bureau", "临汾财政", { city: "141000", level: "city" }),
    otherCity: at("city_health_bureau", "太原审核", { city: "140100", level: "city" }),
    province: at("prov_health_dept", "省级审核", {}),
    provincialHead: actorAs("unit_leader", {
      ...people.provincialClerk,
      userId: "省院院长",
      name: "省院院长",
      roles: ["unit_leader"],
      permissions: people.head.permissions,
    }),
  };
};
export type Offices = Awaited<ReturnType<typeof setUpOffices>>;

export const callWith = (database: TestDatabase, given: CallDefinition = definition) =>
  insertCall(database, { definition: given, closesOn: "2025-12-31" });

/** Submitted by the clerk and signed by the head, as they do it. */
export const handUp = async (api: TestApi, clerk: Actor, head: Actor, projectId: string): Promise<void> => {
  const submitted = await api.call(clerk, submitDeclaration, { params: { projectId }, body: {} });
  expect(submitted.status, JSON.stringify(submitted.problem)).toBe(200);
  const { sha256 } = (await api.call(head, readDeclarationContent, { params: { projectId } })).answer;
  const signed = await api.call(head, signDeclaration, { params: { projectId }, body: { sha256 } });
  expect(signed.status, JSON.stringify(signed.problem)).toBe(200);
};

export const declared = async (
  api: TestApi,
  { clerk, head }: Pick<Offices, "clerk" | "head">,
  call: string,
  given: Readonly<Record<string, unknown>> = answers,
): Promise<string> => {
  const projectId = await writeDeclaration(api, clerk, call, given);
  await handUp(api, clerk, head, projectId);
  return projectId;
};

export const pageOf = async (api: TestApi, actor: Actor, projectId: string) =>
  (await api.call(actor, readProject, { params: { projectId } })).answer;

export const pass = async (api: TestApi, actor: Actor, projectId: string, verdicts: object = threeYes) => {
  const version = (await pageOf(api, actor, projectId))?.project?.version ?? 0;
  return api.call(actor, passProject, { params: { projectId }, body: { version, verdicts } });
};

export const giveBack = async (api: TestApi, actor: Actor, projectId: string, opinion = "预算依据不足，请补充") => {
  const version = (await pageOf(api, actor, projectId))?.project?.version ?? 0;
  return api.call(actor, returnProject, { params: { projectId }, body: { version, opinion } });
};

export const change = async (
  api: TestApi,
  clerk: Actor,
  projectId: string,
  question: string,
  value: unknown,
  version: number,
) => {
  const saved = await api.call(clerk, saveAnswer, { params: { projectId, question }, body: { value, version } });
  expect(saved.status, JSON.stringify(saved.problem)).toBe(200);
};
