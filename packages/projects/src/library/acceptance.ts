import { daysBetween, type PlainDate } from "@qiangyi/kernel";
import type { ProgrammeId } from "../calls/index.ts";
import type { ProjectAction } from "./transitions.ts";

/** What a group that inspects a project comes to, and what each of its members says. */
export const acceptanceResults = { passed: "通过", mend: "限期整改", failed: "不通过" } as const;
export type AcceptanceResult = keyof typeof acceptanceResults;

/** The row of the table of steps that each result takes. */
export const stepOfResult: Readonly<Record<AcceptanceResult, ProjectAction>> = {
  passed: "accept",
  mend: "mend",
  failed: "failAcceptance",
};

export interface AcceptanceMember {
  readonly name: string;
  /** Where the member comes from: nobody inspects the work of his own unit. */
  readonly unit: string;
  readonly result: AcceptanceResult;
  readonly opinion: string;
}

export interface AcceptanceHeld {
  readonly acceptedOn: PlainDate;
  readonly result: AcceptanceResult;
  readonly members: readonly AcceptanceMember[];
  /** With an order to mend: until when, and what. */
  readonly mendBy?: PlainDate | undefined;
  readonly order?: string | undefined;
  readonly comparison?: string | undefined;
  /** How many files prove it. */
  readonly files: number;
}

export interface AcceptanceContext {
  readonly programme: ProgrammeId;
  readonly institutionName: string;
  readonly today: PlainDate;
}

export interface AcceptanceFault {
  readonly path: string;
  readonly code:
    | "IN_FUTURE"
    | "MEMBERS_MISSING"
    | "MEMBER_INCOMPLETE"
    | "RESULT_OF_NOBODY"
    | "EVIDENCE_MISSING"
    | "MEMBER_TWICE"
    | "MEMBER_OF_UNIT"
    | "OPINION_MISSING"
    | "ORDER_MISSING"
    | "MEND_DATE"
    | "COMPARISON_REQUIRED";
  readonly message: string;
}

/** Everything that keeps an acceptance from being recorded, all at once. */
export const acceptanceFaults = (held: AcceptanceHeld, context: AcceptanceContext): readonly AcceptanceFault[] => [
  ...(held.acceptedOn > context.today ? [fault("acceptedOn", "IN_FUTURE", "验收日期晚于今天")] : []),
  ...(held.members.length === 0 ? [fault("members", "MEMBERS_MISSING", "没有验收组成员")] : []),
  ...held.members.flatMap((member, index) => memberFaults(member, index, held.members, context)),
  // The group comes to what some of its members hold; how many must agree, no text says.
  ...(held.members.length > 0 && held.members.every(({ result }) => result !== held.result)
    ? [fault("result", "RESULT_OF_NOBODY", `没有一名成员的意见是“${acceptanceResults[held.result]}”，与验收结果不一致`)]
    : []),
  ...(held.files === 0 ? [fault("files", "EVIDENCE_MISSING", "没有上传验收材料")] : []),
  ...orderFaults(held),
  ...(context.programme === "linfen-ten-specialties" && !isSaid(held.comparison)
    ? [fault("comparison", "COMPARISON_REQUIRED", "重点专科验收须写明与全省同专科的比较（位次或同行数据）")]
    : []),
];

const memberFaults = (
  { name, unit, result, opinion }: AcceptanceMember,
  index: number,
  members: readonly AcceptanceMember[],
  { institutionName }: AcceptanceContext,
): readonly AcceptanceFault[] => {
  const at = `members.${index}`;
  const isTwice = members.findIndex((other) => isSame(other.name, name) && isSame(other.unit, unit)) < index;
  const missing = [...(isSaid(name) ? [] : ["姓名"]), ...(isSaid(unit) ? [] : ["单位"])];
  if (missing.length > 0) {
    const part = missing[0] === "姓名" ? "name" : "unit";
    return [fault(`${at}.${part}`, "MEMBER_INCOMPLETE", `第${index + 1}名成员没有填写${missing.join("、")}`)];
  }
  return [
    ...(isTwice ? [fault(`${at}.name`, "MEMBER_TWICE", `验收组成员${name}列了两次`)] : []),
    ...(isSame(unit, institutionName) ? [fault(`${at}.unit`, "MEMBER_OF_UNIT", `${name}是承担单位的人员，不能参加验收`)] : []),
    // A member who would not pass it says why; agreement needs no words.
    ...(result !== "passed" && !isSaid(opinion)
      ? [fault(`${at}.opinion`, "OPINION_MISSING", `${name}没有写明不同意通过的意见`)]
      : []),
  ];
};

const orderFaults = ({ acceptedOn, result, mendBy, order }: AcceptanceHeld): readonly AcceptanceFault[] => {
  if (result !== "mend") return [];
  return [
    ...(isSaid(order) ? [] : [fault("order", "ORDER_MISSING", "没有写明整改要求")]),
    ...(mendBy !== undefined && mendBy > acceptedOn ? [] : [fault("mendBy", "MEND_DATE", "整改期限须在验收日期之后")]),
  ];
};

const fault = (path: string, code: AcceptanceFault["code"], message: string): AcceptanceFault => ({ path, code, message });
const isSaid = (text: string | undefined): boolean => (text?.trim().length ?? 0) >= 2;
const isSame = (one: string, other: string): boolean => one.replace(/\s/g, "") === other.replace(/\s/g, "");

const remindDays = 10;

export interface MendLight {
  readonly light: "good" | "warning" | "bad";
  readonly text: string;
}

/** How an order to mend stands: reported, running, ending soon, overdue from the day after its last. */
export const mendLight = (mendBy: PlainDate, reportedOn: PlainDate | undefined, today: PlainDate): MendLight => {
  if (reportedOn !== undefined) {
    const late = daysBetween(mendBy, reportedOn);
    return { light: "good", text: `${reportedOn}已报整改完成${late > 0 ? `（迟${late}天）` : ""}，待复验` };
  }
  const left = daysBetween(today, mendBy);
  if (left < 0) return { light: "bad", text: `整改已超期${-left}天` };
  return { light: left <= remindDays ? "warning" : "good", text: `整改期限${mendBy}，还有${left}天` };
};
