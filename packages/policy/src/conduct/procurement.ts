import { type Fen, inWanYuan } from "@qiangyi/kernel";
import { isCapital } from "./economic-classes.ts";
import { type Finding, finding } from "./requirement.ts";

/** 集中采购目录及限额标准 of a year, as recorded with its source: neither is in the regulation. */
export interface ProcurementRules {
  readonly year: number;
  /** From this amount on a purchase needs a procurement record. */
  readonly threshold: Fen;
  /** Expense categories of the catalogue: they need one whatever the amount. */
  readonly catalogue: readonly string[];
  readonly source: string;
}

export interface ProcurementRecord {
  readonly contract: string | null;
  readonly acceptedOn: string | null;
}

interface Purchase {
  readonly fund: "qiangyi-2024" | "5g-2022";
  readonly amount: Fen;
  readonly category: string;
  readonly departmentClass: string;
  /** A prepayment is due before the goods are there to be accepted. */
  readonly isPrepayment: boolean;
  readonly rules: ProcurementRules | undefined;
  readonly record: ProcurementRecord | undefined;
}

/** Goods and services of others: people, travel and studies are not bought. */
const notBought = ["301", "303", "30211", "30215", "30226"];

/**
 * 第十条第二款 and, for the 5G pilot, 第十三条. Until a year's catalogue and threshold are recorded, capital expenditure needs a record whatever
 * its amount: unknown limits must not wave anything through.
 */
export const procurementFinding = (purchase: Purchase): Finding | undefined => {
  const why = reasonFor(purchase);
  if (why === undefined) return undefined;
  const { record, isPrepayment } = purchase;
  const clause = purchase.fund === "5g-2022" ? "5g-2022.art13.a" : "qiangyi-2024.art10.2.d";
  const miss = (text: string) => finding("PROCUREMENT_REQUIRED", clause, `${why}，${text}`, { field: "procurement" });
  if (record === undefined) return miss("须有政府采购记录（方式、结果、合同、验收）");
  if (record.contract === null) return miss("采购记录缺少合同");
  return record.acceptedOn === null && !isPrepayment ? miss("采购记录缺少验收；未验收的只能按合同预付") : undefined;
};

const reasonFor = ({ amount, category, departmentClass, rules }: Purchase): string | undefined => {
  if (notBought.some((code) => departmentClass.startsWith(code))) return undefined;
  if (rules === undefined) return isCapital(departmentClass) ? "当年采购目录和限额标准尚未登记，资本性支出" : undefined;
  if (rules.catalogue.includes(category)) return `属${rules.year}年集中采购目录（${rules.source}）`;
  return amount >= rules.threshold ? `达到${rules.year}年限额标准${inWanYuan(rules.threshold)}（${rules.source}）` : undefined;
};
