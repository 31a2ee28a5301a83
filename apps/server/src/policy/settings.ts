import { parseDate } from "@qiangyi/kernel";
import { regions } from "@qiangyi/policy";
import type { StoredValue } from "./decisions.store.ts";

export type SettingForm = "date" | "text" | "texts" | "integer" | "cities";

/** A matter that the text leaves to another paper or to an event; nothing stands until a person records it with its basis. */
export interface Setting {
  readonly key: string;
  readonly title: string;
  readonly help: string;
  readonly clauses: readonly string[];
  readonly form: SettingForm;
  readonly unsetCode: string | null;
}

export const settings: readonly Setting[] = [
  {
    key: "5g.issueDate",
    title: "5G试点办法的印发日期",
    help: "所供文本没有日期；据正式印发件录入，办法自该日起施行",
    clauses: ["5g-2022.art21.a"],
    form: "date",
    unsetCode: "POLICY_DATE_UNSET",
  },
  {
    key: "5g.settledOn",
    title: "5G试点项目资金结算完成日期",
    help: "省财政厅、省卫生健康委都确认后录入，办法自该日止",
    clauses: ["5g-2022.art21.b"],
    form: "date",
    unsetCode: null,
  },
  {
    key: "5g.pilotCities",
    title: "5G试点县所在的市",
    help: "据确定的试点名单录入；这些市的财政、卫生健康部门为主送单位",
    clauses: ["5g-2022.notice.1", "5g-2022.art10"],
    form: "cities",
    unsetCode: null,
  },
  {
    key: "5g.issueReminderDays",
    title: "5G试点资金下达的提醒天数（日）",
    help: "文中没有下达时限；录入后，自省人大批准预算之日起满该天数提醒省财政厅，未录入时不提醒",
    clauses: ["5g-2022.art11.c"],
    form: "integer",
    unsetCode: null,
  },
  {
    key: "recognition.bodies",
    title: "给予“国家认定”的机构",
    help: "卒中、胸痛、创伤、孕产妇和儿童新生儿中心凭哪些机构的认定补助",
    clauses: ["qiangyi-2024.art7.3.2.d", "qiangyi-2024.art7.3.3.d"],
    form: "texts",
    unsetCode: "EVIDENCE_REQUIRED",
  },
  {
    key: "doctor.seniorityYears",
    title: "“高年资”所需的职称年限（年）",
    help: "文中没有年限；未录入时只提示，不据此拒绝",
    clauses: ["qiangyi-2024.art7.3.4.c"],
    form: "integer",
    unsetCode: null,
  },
  {
    key: "carryover.rules",
    title: "结转结余资金管理规定",
    help: "写明所依规定和结转年限",
    clauses: ["qiangyi-2024.art10.1.c", "5g-2022.art13.b"],
    form: "text",
    unsetCode: null,
  },
  {
    key: "findings.correctionDays",
    title: "问题整改的期限（日）",
    help: "文中只要求“及时”；未录入时自下达整改的次日起30日",
    clauses: ["qiangyi-2024.art11.c", "5g-2022.art19.c"],
    form: "integer",
    unsetCode: null,
  },
  {
    key: "copy.offices",
    title: "收取抄送件的监管处",
    help: "未录入时每个设区的市一个；录入设有监管处的市",
    clauses: ["qiangyi-2024.notice.4", "qiangyi-2024.art8.3.c"],
    form: "cities",
    unsetCode: null,
  },
];

export const settingOf = (key: string): Setting | undefined => settings.find((each) => each.key === key);

export const cities: ReadonlyMap<string, string> = new Map(
  regions.filter(({ level }) => level === 2).map(({ code, name }) => [code, name]),
);

/** Why a value does not fit its setting; undefined when it does. */
export const settingMisfit = ({ form }: Setting, value: StoredValue): string | undefined => {
  switch (form) {
    case "date":
      return typeof value === "string" && parseDate(value) !== undefined ? undefined : "应为日历上存在的日期，写作YYYY-MM-DD";
    case "integer":
      return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 100 ? undefined : "应为0至100的整数";
    case "text":
      return typeof value === "string" && value.trim() !== "" ? undefined : "应为不空的文字";
    case "texts":
      return isTexts(value) ? undefined : "应为不空的名单，各项不重复";
    case "cities":
      return isTexts(value) && value.every((code) => cities.has(code)) ? undefined : "应为设区的市的行政区划代码名单";
  }
};

const isTexts = (value: StoredValue): value is readonly string[] =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((item) => typeof item === "string" && item.trim() !== "") &&
  new Set(value).size === value.length;

export const settingText = ({ form }: Setting, value: StoredValue | undefined): string => {
  if (value === undefined) return "未录入";
  if (form === "cities" && typeof value === "object") return value.map((code) => cities.get(code) ?? code).join("、");
  return typeof value === "object" ? value.join("、") : String(value);
};
