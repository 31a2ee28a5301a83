import { z } from "zod";
import { dateText, instantText, regionCode, yearNumber } from "../common.ts";
import { route } from "../route.ts";
import { callParams } from "./calls.ts";
import { documentNumber, projectParams, projectState } from "./shared.ts";

/* 临汾十百千工程 (临政办发〔2020〕35号 三（一）): what its three programmes have reached, and what the city and the hospitals keep for them. */

const room = "projects";
const reason = z.string().trim().min(2, "至少2个字").max(500, "至多500个字");
export const linfenProgramme = z.enum(["linfen-ten-specialties", "linfen-hundred-leaders", "linfen-thousand-staff"]);
export const programmeParams = z.object({ programme: linfenProgramme });

const verdict = z.object({ isReached: z.boolean(), text: z.string() });
const cell = z.object({ department: z.string(), count: z.number().int(), text: z.enum(["已覆盖", "未覆盖"]) });
const tierPlaces = z.object({ tier: z.enum(["county", "city"]), places: z.number().int(), used: z.number().int() });

const responsible = z.object({ name: z.string(), post: z.string(), startsOn: dateText, endsOn: dateText.nullable() });

const member = z.object({
  id: z.uuid(),
  title: z.string(),
  state: projectState,
  institution: z.object({ id: z.string(), name: z.string() }),
  /** 科室. */
  office: z.string().nullable(),
  department: z.string().nullable(),
  /** 剩余3个月, for specialties that are not accepted yet. */
  reminder: z.string().nullable(),
  responsible: z.array(responsible),
});

const pool = z.object({
  call: z.object({ id: z.uuid(), title: z.string() }),
  isClosed: z.boolean(),
  candidates: z.number().int(),
  /** Withdrawn after closing and not replaced yet. */
  vacancies: z.array(z.string()),
  log: z.array(
    z.object({
      kind: z.enum(["closed", "added", "withdrawn", "replaced"]),
      title: z.string().nullable(),
      replaces: z.string().nullable(),
      reason: z.string(),
      by: z.string(),
      at: instantText,
    }),
  ),
});

const shares = z.object({
  place: z.string(),
  years: z.array(z.object({ year: z.number().int(), text: z.string(), source: z.string() })),
  /** "+2.5个百分点" from the first to the last year; no verdict. */
  trend: z.string().nullable(),
});

export const readProgramme = route({
  method: "GET",
  url: "/projects/programmes/:programme",
  room,
  summary: "十百千工程一项：进度、名额、覆盖、备选池、专人负责、就医流向",
  access: "projects.read",
  params: programmeParams,
  answer: z.object({
    programme: linfenProgramme,
    title: z.string(),
    clause: z.string(),
    deadline: z.object({ on: dateText, isInferred: z.boolean() }),
    isOrganiser: z.boolean(),
    /** Chosen against what the text asks for, and what has been accepted. */
    chosen: z.object({ count: z.number().int(), target: z.number().int(), verdict }),
    accepted: z.number().int(),
    members: z.array(member),
    /** Five departments, in all and by place; empty for the specialties. */
    departments: z.array(cell),
    coverage: z.string().nullable(),
    matrix: z.array(z.object({ place: z.string(), cells: z.array(cell), coverage: z.string() })),
    /** Places of the thousand: 县级 and 市级, with the live share. */
    places: z
      .object({
        total: z.number().int(),
        isExact: z.boolean(),
        tiers: z.array(tierPlaces),
        split: verdict,
        countyShare: z.string(),
      })
      .nullable(),
    diseases: z.object({ covered: z.array(z.string()), missing: z.array(z.string()), text: z.string() }).nullable(),
    pools: z.array(pool),
    /** Hospitals with chosen persons and nobody responsible. */
    withoutResponsible: z.array(z.object({ id: z.string(), name: z.string(), persons: z.number().int() })),
    shares: z.array(shares),
  }),
});
export type ProgrammeRead = z.infer<typeof readProgramme.answer>;

export const closeCandidatePool = route({
  method: "POST",
  url: "/projects/calls/:callId/candidate-pool/closing",
  room,
  summary: "关闭备选池：恰好12个才能关闭",
  access: "projects.select",
  params: callParams,
  body: z.object({ reason }),
  status: 201,
  answer: z.object({ candidates: z.number().int() }),
});

const person = {
  name: z.string().trim().min(2, "至少2个字").max(30, "至多30个字"),
  post: z.string().trim().max(40),
  startsOn: dateText,
};

export const nameResponsibleOfProject = route({
  method: "POST",
  url: "/projects/library/:projectId/responsible",
  room,
  summary: "指定重点专科组织实施的负责人；前一位到前一日为止",
  access: "projects.sign",
  params: projectParams,
  body: z.object(person),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const nameResponsibleOfHospital = route({
  method: "POST",
  url: "/projects/programmes/:programme/responsible",
  room,
  summary: "本院指定培养工作的负责人；前一位到前一日为止",
  access: "projects.sign",
  params: programmeParams,
  body: z.object(person),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

const evidence = z.object({
  criterion: z.enum(["inProvince", "inCountry"]),
  kind: z.enum(["office", "award", "paper", "project", "other"]),
  text: z.string().trim().min(2, "请写明证据").max(300),
});
const assessor = z.object({
  name: z.string().trim().min(2, "请填写姓名").max(30),
  unit: z.string().trim().min(2, "请填写所在单位").max(100),
});

const assessment = z.object({
  id: z.uuid(),
  /** Follows from the day: up to the end of the programme 中期, after it 终期. */
  kind: z.enum(["中期", "终期"]),
  assessedOn: dateText,
  inProvince: z.boolean(),
  inCountry: z.boolean(),
  verdict: z.string(),
  evidence: z.array(evidence),
  experts: z.array(assessor),
  opinion: z.string(),
  documentNumber: z.string(),
  by: z.object({ name: z.string(), at: instantText }),
});

const assessedLeader = z.object({
  project: z.object({ id: z.uuid(), title: z.string(), state: projectState }),
  name: z.string(),
  institution: z.object({ id: z.string(), name: z.string() }),
  office: z.string().nullable(),
  department: z.string().nullable(),
  /** The assessment that is due as of today. */
  due: z.enum(["中期", "终期"]).nullable(),
  standing: z.object({
    state: z.enum(["在培", "达标", "未达标"]),
    text: z.string(),
    consequence: z.string(),
    clause: z.string(),
  }),
  /** The newest first. */
  assessments: z.array(assessment),
});
export type AssessedLeader = z.infer<typeof assessedLeader>;

export const listAssessments = route({
  method: "GET",
  url: "/projects/programmes/linfen-hundred-leaders/assessments",
  room,
  summary: "百名带头人的中期、终期考核：应考核的、已考核的、结果",
  access: "projects.read",
  answer: z.object({
    /** Which of the two is held now. */
    kind: z.enum(["中期", "终期"]),
    finalFrom: dateText,
    isOrganiser: z.boolean(),
    counts: z.object({ leaders: z.number().int(), due: z.number().int(), reached: z.number().int(), missed: z.number().int() }),
    items: z.array(assessedLeader),
  }),
});

export const recordAssessment = route({
  method: "POST",
  url: "/projects/library/:projectId/assessments",
  room,
  summary: "登记带头人考核：两项影响、证据、认定专家",
  access: "projects.select",
  params: projectParams,
  body: z.object({
    assessedOn: dateText,
    inProvince: z.boolean(),
    inCountry: z.boolean(),
    evidence: z.array(evidence).max(50, "至多50条"),
    experts: z.array(assessor).max(30, "至多30名"),
    opinion: reason,
    documentNumber,
  }),
  status: 201,
  answer: assessedLeader,
});

export const recordShare = route({
  method: "POST",
  url: "/projects/programmes/:programme/shares",
  room,
  summary: "登记一年的就医比例（大病不出市、小病不出县），只看趋势",
  access: "calls.write",
  params: programmeParams,
  body: z.object({
    county: regionCode.nullable(),
    year: yearNumber,
    /** Hundredths of a percent: 8800 is 88.00%. */
    basisPoints: z.number().int().min(0).max(10_000),
    source: reason,
  }),
  status: 201,
  answer: z.object({ year: z.number().int() }),
});

export const institutionMark = z.object({
  id: z.uuid(),
  institution: z.object({ id: z.string(), name: z.string() }),
  mark: z.enum(["strong", "city-list", "exception", "non-focus-note"]),
  reason: z.string(),
  setBy: z.string(),
  setAt: instantText,
  endedReason: z.string().nullable(),
});
export type InstitutionMark = z.infer<typeof institutionMark>;

export const listMarks = route({
  method: "GET",
  url: "/projects/institution-marks",
  room,
  summary: "组织部门对机构的认定：实力较强、市级二级名单、例外、说明",
  access: "projects.read",
  answer: z.object({ items: z.array(institutionMark) }),
});

export const setMark = route({
  method: "POST",
  url: "/projects/institution-marks",
  room,
  summary: "认定一个机构，写明理由",
  access: "calls.write",
  body: z.object({ institution: z.string().min(1).max(64), mark: institutionMark.shape.mark, reason }),
  status: 201,
  answer: z.object({ id: z.uuid() }),
});

export const endMark = route({
  method: "POST",
  url: "/projects/institution-marks/:markId/end",
  room,
  summary: "取消一项认定，写明理由",
  access: "calls.write",
  params: z.object({ markId: z.uuid() }),
  body: z.object({ reason }),
  answer: z.object({ id: z.uuid() }),
});
