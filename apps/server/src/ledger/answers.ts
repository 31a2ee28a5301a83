import { inChinese, inWanYuan } from "@qiangyi/kernel";
import { accounts } from "@qiangyi/ledger";
import type { Answers } from "../platform/index.ts";
import type { PostRefusal } from "./post-entries.ts";

/** Status, sentence and remedy of every refusal of a posting, for the routes of all rooms that post. */
export const ledgerAnswers: Answers<PostRefusal> = {
  "document-number-reused": [
    409,
    ({ posted }) => `文号${posted.document.number}第${posted.document.row}行已用于另一笔记账，内容不同`,
    "请核对文号；确需更正的，先冲正原记账再用新文号记账",
  ],
  "recorded-out-of-order": [409, ({ lastRecordedOn }) => `账上已有${inChinese(lastRecordedOn)}记入的账，不能再记在更早的日期`],
  "transfer-misfit": [422, ({ because }) => `分录有误：${because}`],
  "before-fund-year": [422, ({ year }) => `${year}年度的指标在${year}年1月1日以前不能使用`, "提前下达的指标自预算年度首日起生效"],
  "period-closed": [409, ({ year }) => `${year}年度已关账，不能再记账`, "请记入下一年度；上年差错在本年更正"],
  "reversed-entry-not-found": [404, "找不到可以冲正的记账，或者它本身就是冲正"],
  "reversal-misfit": [422, "冲正与原记账不是一一对应的反向分录"],
  "already-reversed": [409, "这笔记账已经冲正过"],
  BALANCE_EXCEEDED: [
    422,
    ({ account, on, missing }) => `余额不足：${accounts[account].title}在${inChinese(on)}还差${inWanYuan(missing)}`,
    "请核对余额后减少金额，或先办理追加",
  ],
  "cash-ahead-of-allotment": [422, ({ on, missing }) => `资金账已付会超过指标账已付：${inChinese(on)}多${inWanYuan(missing)}`],
  OUT_OF_PROGRAMME_SCOPE: [422, "没有对应的资金条目，不属于强医工程专项资金的支持范围", "请选择专项资金的支持条目"],
  FUND_SOURCE_REQUIRED: [422, "没有写明资金来源和资金性质", "请写明资金来源（中央、省、市、县或单位自筹）和资金性质"],
};
