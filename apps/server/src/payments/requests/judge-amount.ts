import { inWanYuan, plus, sum } from "@qiangyi/kernel";
import { paymentStandard, procurementFinding } from "@qiangyi/policy";
import type { Asked, Facts, FactsOfPage, Found, Judgement } from "./asked.ts";
import { isOfTelemedicine, telemedicineFinding } from "./judge-use.ts";

/** Within the standard of the line, and within the contract. */
export function judgeStandard(asked: Asked, facts: FactsOfPage): Judgement {
  const { page, procurement, againstStandard, today } = facts;
  const overContract = contractOver(asked, procurement);
  if (overContract) return overContract;
  if (isOfTelemedicine(facts)) return telemedicineFinding(asked, facts, ["STANDARD_MISMATCH"]);
  const standard = paymentStandard(page.line, today);
  if (standard === undefined) return { pass: "没有按项目的定额，以下达数为限" };
  const total = plus(againstStandard, asked.amount);
  const period = standard.per === "year" ? `${page.year}年` : "";
  return total > standard.amount
    ? {
        code: "STANDARD_MISMATCH",
        text: `本项目${period}标准${inWanYuan(standard.amount)}，已付和在办${inWanYuan(againstStandard)}，本次付后将达${inWanYuan(total)}`,
        field: "amountFen",
      }
    : { pass: `${period}标准${inWanYuan(standard.amount)}，付后累计${inWanYuan(total)}` };
}

const contractOver = ({ amount }: Asked, procurement: Facts["procurement"]): Found | undefined => {
  const most = procurement?.contractFen;
  if (most === undefined || most === null) return undefined;
  const total = sum([procurement?.used ?? amount, amount]);
  return total > most
    ? {
        code: "STANDARD_MISMATCH",
        text: `合同金额${inWanYuan(most)}，已付和在办加本次共${inWanYuan(total)}`,
        field: "amountFen",
      }
    : undefined;
};

/** Bought by the rules of procurement, where these apply. */
export function judgeProcurement(asked: Asked, { page, procurement, procurementRules }: FactsOfPage): Judgement {
  const found = procurementFinding({
    fund: page.fund,
    amount: asked.amount,
    category: asked.category,
    departmentClass: asked.departmentClass,
    isPrepayment: asked.isPrepayment,
    rules: procurementRules,
    record: procurement,
  });
  return found ?? { pass: procurement === undefined ? "不在目录和限额之内" : "采购记录齐全" };
}

/** Whom the money goes to, and whether the treasury can find him. */
export function judgePayee({ payee, hasAccount }: Asked, { page, unit }: FactsOfPage): Judgement {
  if (page.line === "doctor-secondment" && (payee.kind !== "own" || payee.name !== unit.name))
    return { code: "WRONG_PAYEE", text: `补助资金拨给受援医院，收款人应为${unit.name}`, field: "payee.name" };
  const none = { clause: null, code: "PAYEE_INCOMPLETE" } as const;
  if (payee.name.length < 2) return { ...none, text: "请填写收款人全称", field: "payee.name" };
  if (payee.bank.length < 2) return { ...none, text: "请填写收款人开户行", field: "payee.bank" };
  if (!hasAccount) return { ...none, text: "请填写收款账号，9至30位数字", field: "payee.account" };
  if (payee.kind === "own" && payee.name !== unit.name)
    return { ...none, text: `收款人选了本单位，名称应为${unit.name}`, field: "payee.name" };
  return { pass: payee.name };
}
