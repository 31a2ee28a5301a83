import { z } from "zod";
import { dateText, fenText, instantText, regionCode } from "../common.ts";

export const room = "findings";

export const findingGrades = { high: "高", medium: "中", low: "低" } as const;
/**
 * raised 待核实 → dismissed 不成立 | withdrawn 已撤回 | correcting 整改中 → answered 待验收 → settled 已销号. Whatever stands before
 * `correcting` is a question, not a charge: units and lower levels do not see it.
 */
export const findingStates = {
  raised: "待核实",
  dismissed: "不成立",
  withdrawn: "已撤回",
  correcting: "整改中",
  answered: "待验收",
  settled: "已销号",
} as const;
export const findingSources = { inspection: "监督检查", audit: "审计事项", raised: "疑点单" } as const;
export const findingOffices = {
  finance: "财政",
  health: "卫生健康",
  supervision: "监管处",
  audit: "审计",
  discipline: "纪检监察",
} as const;
export const measureKinds = { circular: "通报", suspension: "暂停拨付", recovery: "收回资金" } as const;

const keysOf = <Words extends Readonly<Record<string, string>>>(words: Words) =>
  z.enum(Object.keys(words) as [keyof Words & string, ...(keyof Words & string)[]]);
export const findingGrade = keysOf(findingGrades);
export const findingState = keysOf(findingStates);
export const findingSource = keysOf(findingSources);
export const findingOffice = keysOf(findingOffices);
export const measureKind = keysOf(measureKinds);
/** The two departments that inspect, confirm and take measures. */
export const department = z.enum(["finance", "health"]);
export type FindingState = z.infer<typeof findingState>;
export type FindingGrade = z.infer<typeof findingGrade>;
export type FindingSource = z.infer<typeof findingSource>;
export type FindingOffice = z.infer<typeof findingOffice>;
export type MeasureKind = z.infer<typeof measureKind>;

export const said = z.string().trim().min(2, "至少2个字").max(2_000, "至多2000个字");
export const title = z.string().trim().min(2, "至少2个字").max(200, "至多200个字");
export const documentNumber = z.string().trim().min(2, "请填写文号").max(100, "至多100个字");
export const institutionId = z.string().min(1, "请选择单位").max(60);

export const by = z.object({ name: z.string(), office: z.string(), at: instantText });

/** An institution, or the finance or health office of a region: whoever owes a correction or is sent a circular. */
export const party = z.union([z.object({ institution: institutionId }), z.object({ department, region: regionCode })]);
export type FindingParty = z.infer<typeof party>;
export const shownParty = z.object({
  institution: z.string().nullable(),
  department: department.nullable(),
  region: regionCode.nullable(),
  name: z.string(),
});

export const evidence = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  sizeBytes: z.number().int(),
  sha256: z.string(),
  by,
  /** Already part of an answer to a correction. */
  isAnswer: z.boolean(),
});
export type FindingEvidence = z.infer<typeof evidence>;

export const listedFinding = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  source: findingSource,
  state: findingState,
  grade: findingGrade,
  amountFen: fenText.nullable(),
  /** What it is about, in words: project, unit or account page. */
  subject: z.string(),
  project: z.object({ id: z.uuid(), title: z.string() }).nullable(),
  institution: z.object({ id: z.string(), name: z.string() }).nullable(),
  earmark: z.string().nullable(),
  region: regionCode,
  regionName: z.string(),
  raised: by,
  owner: shownParty.nullable(),
  dueOn: dateText.nullable(),
  /** CORRECTION_OVERDUE: past the due date and not verified. */
  flag: z.literal("CORRECTION_OVERDUE").nullable(),
  daysLate: z.number().int().nullable(),
  /** Kinds of the measures in force. */
  measures: z.array(measureKind),
});
export type ListedFinding = z.infer<typeof listedFinding>;

export const findingParams = z.object({ findingId: z.uuid() });
