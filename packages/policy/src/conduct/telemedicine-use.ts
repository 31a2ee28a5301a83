import { addDays, addYears, type Fen, inChinese, inWanYuan, type PlainDate, times } from "@qiangyi/kernel";
import type { HospitalClass } from "../contract.ts";
import { type Finding, finding, isStated, type Verdict, verdictOf } from "./requirement.ts";
import {
  isTelemedicineClass,
  otherItem,
  pointLimits,
  type SpendingClass,
  serviceTermYears,
  type TelemedicineClass,
  telemedicineClasses,
} from "./telemedicine-items.ts";

/** A payment out of the 5G pilot's money, as far as 第二条 has something to say about it. */
export interface TelemedicineUse {
  readonly class: string | null;
  readonly item: string | null;
  readonly reason?: string | undefined;
  readonly unit: HospitalClass;
  /** Whose budget pays. */
  readonly source: "central" | "province" | "city" | "county" | "own";
  /** Points that this payment is for, and those that earlier payments of the unit were for. */
  readonly points?: number | undefined;
  readonly pointsBefore?: number | undefined;
  /** Day on which the service was opened, and the last day that the fee covers. */
  readonly serviceFrom?: PlainDate | undefined;
  readonly feeTo?: PlainDate | undefined;
  /** Contract price of a point for a year, and what the unit's fees come to with this payment. */
  readonly pricePerPointYear?: Fen | undefined;
  readonly feesPaid?: Fen | undefined;
}

/** What the fee of a unit's points comes to over the whole term. */
export const serviceFeeTotal = (pricePerPointYear: Fen, points: number): Fen =>
  times(times(pricePerPointYear, points), serviceTermYears);

/** 第二条: class, item, who bears it, points, term: every failing rule, in the order of the clauses. */
export const telemedicineUse = (use: TelemedicineUse): Verdict => {
  if (use.class === null || !isTelemedicineClass(use.class))
    return verdictOf([
      finding("CLASS_REQUIRED", "5g-2022.art2.b", "5G试点资金须注明支出类别：省级建设、省级三级医院建设、试点乡级建设", {
        field: "telemedicine.class",
      }),
    ]);
  return verdictOf([...scopeFindings(use, use.class), ...pointFindings(use), ...termFindings(use), ...feeFindings(use)]);
};

const isProvincial = ({ source }: TelemedicineUse): boolean => source === "province" || source === "central";

const scopeFindings = (use: TelemedicineUse, spending: TelemedicineClass): readonly Finding[] => {
  const { label, clause, items }: SpendingClass = telemedicineClasses[spending];
  const own = classesOf(use.unit);
  if (isProvincial(use) && (spending === "county" || own.includes("county")))
    return [
      finding("COUNTY_COST_NOT_PROVINCIAL", "5g-2022.art2.h", "县医疗集团的配套设备由试点县财政负担，不得使用省级资金", {
        field: "telemedicine.item",
      }),
    ];
  if (spending !== "county" && !own.includes(spending))
    return [finding("USE_OUT_OF_SCOPE", "5g-2022.art2.b", `“${label}”与本单位的类型不符`, { field: "telemedicine.class" })];
  if (use.item === otherItem)
    return isStated(use.reason)
      ? []
      : [finding("JUSTIFICATION_REQUIRED", clause, "其他支出须说明与项目的关系", { field: "reason" })];
  return use.item !== null && Object.hasOwn(items, use.item)
    ? []
    : [finding("USE_OUT_OF_SCOPE", clause, `不属于“${label}”所列的支出`, { field: "telemedicine.item" })];
};

/** Which classes a unit may charge: a township centre its own, a county hospital none of the province's. */
const classesOf = ({ affiliation, tier, class: kind }: HospitalClass): readonly TelemedicineClass[] => {
  if (kind === "township-centre") return ["township"];
  if (affiliation === "county" || affiliation === "township") return ["county"];
  const tertiary = tier === "tertiary" ? (["tertiary-hospital"] as const) : [];
  return affiliation === "province" ? ["provincial", ...tertiary] : tertiary;
};

const pointFindings = (use: TelemedicineUse): readonly Finding[] => {
  const limit = use.item === null ? undefined : pointLimits[use.item];
  if (limit === undefined || !isProvincial(use)) return [];
  const before = use.pointsBefore ?? 0;
  const points = use.points ?? 0;
  if (points < 1) return [finding("POINT_LIMIT_EXCEEDED", limit.clause, "须填写点位数", { field: "telemedicine.points" })];
  return before + points <= limit.most
    ? []
    : [
        finding("POINT_LIMIT_EXCEEDED", limit.clause, `省级资金至多支持${limit.most}个点位，已用${before}个，本次${points}个`, {
          field: "telemedicine.points",
        }),
      ];
};

/** Five years from the opening of the service; the last day is the one before the fifth anniversary. */
const termFindings = ({ item, serviceFrom, feeTo, ...use }: TelemedicineUse): readonly Finding[] => {
  if (item !== "service-fee" || !isProvincial({ item, ...use })) return [];
  const clause = "5g-2022.art2.e";
  if (serviceFrom === undefined || feeTo === undefined)
    return [finding("SERVICE_TERM_EXCEEDED", clause, "5G服务费须填写开通日和本次付费的截止日", { field: "telemedicine.feeTo" })];
  const last = addDays(addYears(serviceFrom, serviceTermYears), -1);
  return feeTo <= last
    ? []
    : [
        finding("SERVICE_TERM_EXCEEDED", clause, `服务期${serviceTermYears}年至${inChinese(last)}，不得支付其后的费用`, {
          field: "telemedicine.feeTo",
        }),
      ];
};

const feeFindings = ({
  item,
  pricePerPointYear,
  feesPaid,
  points = 0,
  pointsBefore = 0,
}: TelemedicineUse): readonly Finding[] => {
  if (item !== "service-fee" || pricePerPointYear === undefined || feesPaid === undefined) return [];
  const total = serviceFeeTotal(pricePerPointYear, points + pointsBefore);
  const text = `按合同单价，${points + pointsBefore}个点位${serviceTermYears}年的服务费共${inWanYuan(total)}，本次付后将达${inWanYuan(feesPaid)}`;
  return feesPaid <= total ? [] : [finding("STANDARD_MISMATCH", "5g-2022.art2.e", text, { field: "amountFen" })];
};
