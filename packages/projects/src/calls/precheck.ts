import type { PlainDate } from "@qiangyi/kernel";
import type { AnswerProblem, CallDates, DeclaringInstitution } from "./answer-problems.ts";
import type { CallDefinition, Quota } from "./definition.ts";
import { institutionProblems } from "./eligibility.ts";
import { questionsOf } from "./questions.ts";

/** What the server has gathered before any form is opened. */
export interface PrecheckFacts {
  readonly institution: DeclaringInstitution;
  readonly today: PlainDate;
  readonly dates: CallDates;
  readonly state: "draft" | "published" | "cancelled";
  /** Declarations of this call so far, drafts of the unit itself included. */
  readonly declared: Readonly<Record<Quota["per"], number>>;
  /** Projects of the same unit and programme that stand, whatever their year. */
  readonly standing: readonly { readonly title: string; readonly year: number; readonly number: string | null }[];
  /** Ids of materials of which the unit has handed in a file before. */
  readonly knownMaterials: readonly string[];
}

export type PrecheckVerdict = "can" | "cannot" | "missing-evidence" | "warn";

export interface PrecheckSentence {
  readonly text: string;
  readonly clause?: string;
  readonly remedy?: string;
}

export interface PrecheckResult {
  readonly question: "institution" | "period" | "quota" | "repetition" | "materials";
  readonly verdict: PrecheckVerdict;
  readonly sentences: readonly PrecheckSentence[];
}

export const precheckTitles: Readonly<Record<PrecheckResult["question"], string>> = {
  institution: "申报主体",
  period: "申报期",
  quota: "名额",
  repetition: "重复支持",
  materials: "要件材料",
};

/** Five questions, answered from what is known, before anybody fills in a form. */
export const precheck = (definition: CallDefinition, facts: PrecheckFacts): readonly PrecheckResult[] => [
  ofInstitution(definition, facts),
  ofPeriod(definition, facts),
  ofQuota(definition, facts),
  ofRepetition(definition, facts),
  ofMaterials(definition, facts),
];

/** Whether the day lies in the call: both ends belong to it. */
export const isOpenOn = (
  { state, dates: { opensOn, closesOn } }: Pick<PrecheckFacts, "state" | "dates">,
  today: PlainDate,
): boolean => state === "published" && opensOn <= today && today <= closesOn;

/** Everything of the programme rests on the clause of its process. */
const processClause = ({ programme }: CallDefinition): string =>
  programme === "5g-pilot"
    ? "5g-2022.art7.b"
    : programme === "linfen-ten-specialties"
      ? "linfen-2020.tenspecialties.process"
      : programme === "linfen-hundred-leaders"
        ? "linfen-2020.hundredleaders.process"
        : programme === "linfen-thousand-staff"
          ? "linfen-2020.thousandstaff.process"
          : "qiangyi-2024.art5.a";

/** Of the first rule that looks at the unit itself. */
const hostClause = (definition: CallDefinition): string =>
  definition.eligibility.find(({ rule }) => !["age", "title", "statement"].includes(rule))?.clause ?? processClause(definition);

const ofInstitution = (definition: CallDefinition, { institution }: PrecheckFacts): PrecheckResult => {
  const problems = institutionProblems(definition, institution);
  const refused = problems.filter(({ severity }) => severity === "error");
  const sentence = ({ code, message, clause, severity }: AnswerProblem): PrecheckSentence => ({
    text: message,
    ...(clause !== undefined && { clause }),
    ...(severity === "error" && {
      remedy:
        code === "NOTE_REQUIRED"
          ? "请先请组织部门写明说明"
          : "登记信息有误的，请向登记部门更正；属于例外情形的，由组织部门先行认定",
    }),
  });
  if (problems.length === 0)
    return {
      question: "institution",
      verdict: "can",
      sentences: [{ text: `${institution.name}符合申报主体的要求`, clause: hostClause(definition) }],
    };
  const isNoteMissing = refused.length > 0 && refused.every(({ code }) => code === "NOTE_REQUIRED");
  return {
    question: "institution",
    verdict: isNoteMissing ? "missing-evidence" : refused.length > 0 ? "cannot" : "warn",
    sentences: problems.map(sentence),
  };
};

const ofPeriod = (definition: CallDefinition, { state, dates, today }: PrecheckFacts): PrecheckResult => {
  const clause = processClause(definition);
  const cannot = (text: string, remedy: string): PrecheckResult => ({
    question: "period",
    verdict: "cannot",
    sentences: [{ text, clause, remedy }],
  });
  if (state === "cancelled") return cannot("申报通知已经撤销", "请查看组织部门的后续通知");
  if (state === "draft") return cannot("申报通知尚未发布", "发布后再申报");
  if (today < dates.opensOn) return cannot(`申报自${dates.opensOn}起`, "可以先准备材料");
  if (today > dates.closesOn) return cannot(`申报已于${dates.closesOn}截止`, "请关注下一批申报通知");
  return { question: "period", verdict: "can", sentences: [{ text: `申报期为${dates.opensOn}至${dates.closesOn}`, clause }] };
};

const placeOf: Readonly<Record<Quota["per"], string>> = { call: "全部", city: "本市", county: "本县", unit: "本单位" };

const ofQuota = (definition: CallDefinition, { declared }: PrecheckFacts): PrecheckResult => {
  const limits = definition.quotas.filter((quota) => quota.of === "declared");
  const clause = processClause(definition);
  if (limits.length === 0) return { question: "quota", verdict: "can", sentences: [{ text: "本通知不限申报数量", clause }] };
  const isFull = (quota: Quota) => declared[quota.per] >= quota.atMost;
  return {
    question: "quota",
    verdict: limits.some(isFull) ? "cannot" : "can",
    sentences: limits.map((quota) => ({
      text: `${placeOf[quota.per]}限报${quota.atMost}项，已报${declared[quota.per]}项`,
      clause: quota.clause ?? clause,
      ...(isFull(quota) && { remedy: "名额已满；可先撤回或终止另一项，或请组织部门调整" }),
    })),
  };
};

const ofRepetition = (definition: CallDefinition, { standing }: PrecheckFacts): PrecheckResult => {
  const clause = processClause(definition);
  if (standing.length === 0)
    return { question: "repetition", verdict: "can", sentences: [{ text: "本单位没有同类项目在申报、在库或在实施", clause }] };
  return {
    question: "repetition",
    verdict: "warn",
    sentences: standing.map(({ title, year, number }) => ({
      text: `本单位${year}年已有同类项目“${title}”${number === null ? "" : `（${number}）`}`,
      clause,
      remedy: "同一专科、中心、人员或设备不重复支持；内容不同的可以申报，请在立项依据中说明区别",
    })),
  };
};

const ofMaterials = (definition: CallDefinition, { knownMaterials }: PrecheckFacts): PrecheckResult => {
  const due = definition.materials.filter(
    ({ id, required }) =>
      required ||
      questionsOf(definition).some(
        (question) => question.kind === "element" && question.material === id && !question.mayBeMissing,
      ),
  );
  const clause = processClause(definition);
  if (due.length === 0) return { question: "materials", verdict: "can", sentences: [{ text: "本通知不要求附件", clause }] };
  const missing = due.filter(({ id }) => !knownMaterials.includes(id));
  return {
    question: "materials",
    verdict: missing.length > 0 ? "missing-evidence" : "can",
    sentences: due.map((material) => ({
      text: `${material.title}：${knownMaterials.includes(material.id) ? "本单位往年交过，可以沿用后更新" : "需要准备"}`,
      clause: material.clause ?? clause,
      ...(missing[0] === material && { remedy: "填报时上传；盖章件请扫描为PDF" }),
    })),
  };
};
