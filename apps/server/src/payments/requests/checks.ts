import type { PaymentCheck } from "@qiangyi/api";
import { inWanYuan, minus, yearOf } from "@qiangyi/kernel";
import { departmentClassOf, governmentClasses, isPaired } from "@qiangyi/policy";
import type { AccountPage } from "../pages.ts";
import type { Asked, Facts, FactsOfPage, Found, Judgement } from "./asked.ts";
import { judgePayee, judgeProcurement, judgeStandard } from "./judge-amount.ts";
import { isOfTelemedicine, judgeScope, judgeSenderCost, telemedicineFinding } from "./judge-use.ts";

interface Rule {
  readonly id: string;
  readonly title: string;
  readonly clause: (page: AccountPage) => string | null;
  /** Undefined page: only rules that need none are asked. */
  readonly judge: (asked: Asked, facts: FactsOfPage) => Judgement;
}

const both = (qiangyi: string, telemedicine: string) => (page: AccountPage) =>
  page.fund === "5g-2022" ? `5g-2022.${telemedicine}` : `qiangyi-2024.${qiangyi}`;

/** The payee is told by name for one line only; elsewhere the check asks what every voucher needs. */
const payeeClause = ({ line }: AccountPage): string | null => (line === "doctor-secondment" ? "qiangyi-2024.art7.3.4.g" : null);

/** In the order of the clauses and of the brief procedure: scope, standard, procedure (5g-2022.art6.b), then what the books allow. */
const rules: readonly Rule[] = [
  {
    id: "step",
    title: "程序",
    clause: both("art10.1.a", "art6.b"),
    judge: (_, { page, project, today }) => {
      if (page.year > yearOf(today)) return { code: "STEP_ORDER", text: `预算年度${page.year}年尚未开始，不得支付` };
      if (project !== undefined && !project.isListed)
        return { code: "STEP_ORDER", text: `项目尚未入库安排（现为“${project.stateName}”），不得支付` };
      return { pass: "项目已列入安排" };
    },
  },
  {
    id: "ledger",
    title: "专项核算",
    clause: both("art10.2.b", "art12"),
    judge: (_, { page }) =>
      page.project === null
        ? { code: "LEDGER_REQUIRED", text: "这是没有落到项目的资金，须先建立项目账页，不得在公共账页列支", field: "earmark" }
        : { pass: `列入“${page.title}”账页` },
  },
  { id: "scope", title: "使用范围", clause: both("art10.2.c", "art6.b"), judge: judgeScope },
  {
    id: "class",
    title: "支出类别",
    clause: () => "5g-2022.art2.b",
    judge: (asked, facts) => telemedicineFinding(asked, facts, ["CLASS_REQUIRED"]),
  },
  {
    id: "county-cost",
    title: "支出责任",
    clause: () => "5g-2022.art2.h",
    judge: (asked, facts) => telemedicineFinding(asked, facts, ["COUNTY_COST_NOT_PROVINCIAL"]),
  },
  {
    id: "list",
    title: "名单",
    clause: () => "5g-2022.art2.f",
    judge: ({ telemedicine }, { page, unit, project }) => {
      const isAsked = page.fund === "5g-2022" && page.sourceLevel !== "county" && unit.class === "township-centre";
      if (!isAsked) return "none";
      return project?.isConfirmed === true
        ? { pass: "在确定的乡镇卫生院名单内" }
        : {
            code: "NOT_ON_LIST",
            text: "本单位的项目不在省卫生健康委确定的试点乡镇卫生院名单内，不得列支省级资金",
            field: telemedicine === undefined ? "earmark" : "telemedicine.item",
          };
    },
  },
  { id: "standard", title: "标准", clause: both("art10.2.c", "art6.b"), judge: judgeStandard },
  {
    id: "points",
    title: "点位数",
    clause: () => "5g-2022.art2.e",
    judge: (asked, facts) => telemedicineFinding(asked, facts, ["POINT_LIMIT_EXCEEDED"]),
  },
  {
    id: "term",
    title: "服务期",
    clause: () => "5g-2022.art2.e",
    judge: (asked, facts) => telemedicineFinding(asked, facts, ["SERVICE_TERM_EXCEEDED"]),
  },
  {
    id: "classes",
    title: "经济分类",
    clause: () => null,
    judge: ({ departmentClass, governmentClass }) => {
      const known = departmentClassOf(departmentClass);
      if (known === undefined || !Object.hasOwn(governmentClasses, governmentClass))
        return { code: "ECONOMIC_CLASS_MISMATCH", text: "请选择部门和政府支出经济分类", field: "departmentClass" };
      return isPaired(departmentClass, governmentClass)
        ? { pass: `${departmentClass}${known.label}对应${governmentClass}` }
        : {
            code: "ECONOMIC_CLASS_MISMATCH",
            text: `${departmentClass}${known.label}应对应政府分类${known.government.join("、")}，不是${governmentClass}`,
            field: "governmentClass",
          };
    },
  },
  { id: "procurement", title: "政府采购", clause: both("art10.2.d", "art13.a"), judge: judgeProcurement },
  {
    id: "channel",
    title: "国库集中支付",
    clause: both("art10.2.a", "art14.a"),
    judge: ({ method }) =>
      method === "OWN_ACCOUNT" || method === "REAL_TRANSFER"
        ? { code: "TREASURY_CHANNEL_REQUIRED", text: "须通过国库集中支付，不得从单位账户支付或实拨到单位账户", field: "method" }
        : { pass: "国库集中支付" },
  },
  { id: "payee", title: "收款人", clause: payeeClause, judge: judgePayee },
  { id: "sender-cost", title: "派出单位负担", clause: () => "qiangyi-2024.art7.3.5.3.g", judge: judgeSenderCost },
  {
    id: "invoice",
    title: "发票",
    clause: () => null,
    judge: (_, { invoiceUsedBy }) =>
      invoiceUsedBy === undefined
        ? { pass: "没有用于其他申请" }
        : { code: "INVOICE_REPEATED", text: `这张发票已用于${invoiceUsedBy}`, field: "invoiceNumber" },
  },
  {
    id: "plan",
    title: "实施方案与绩效要求",
    clause: () => "5g-2022.art11.d",
    judge: (_, facts) => {
      if (!isOfTelemedicine(facts)) return "none";
      const { missingReleases } = facts;
      return missingReleases.length === 0
        ? { pass: "已下达并经本单位确认" }
        : { code: "PLAN_REQUIRED", text: `${missingReleases.join("；")}，之前不得支付` };
    },
  },
  {
    id: "query",
    title: "存疑资金",
    clause: () => "qiangyi-2024.art8.4.d",
    judge: ({ amount }, { page }) => {
      if (page.queried === 0n) return { pass: "没有存疑" };
      return amount > page.available
        ? {
            code: "FUNDS_UNDER_QUERY",
            text: `其中${inWanYuan(page.queried)}存疑，核实前不得支付，可用${inWanYuan(page.available)}`,
            field: "amountFen",
          }
        : { warn: `另有${inWanYuan(page.queried)}存疑待核实，本次不涉及` };
    },
  },
  {
    id: "suspension",
    title: "暂停支付",
    clause: both("art11.c", "art19.b"),
    judge: (_, { stop }) => (stop === undefined ? { pass: "没有被暂停" } : { code: "PAYMENT_SUSPENDED", text: stop.text }),
  },
  {
    id: "receipt",
    title: "核对接收",
    clause: () => "qiangyi-2024.art8.4.a",
    judge: ({ amount }, { page }) => {
      if (page.unverified === 0n) return { pass: "下达的资金已核对接收" };
      return amount > page.available
        ? {
            code: "RECEIPT_NOT_VERIFIED",
            text: `有${inWanYuan(page.unverified)}已下达而未核对接收，核对前不得支付`,
            field: "earmark",
          }
        : { warn: `另有${inWanYuan(page.unverified)}待核对接收` };
    },
  },
  {
    id: "carry-over",
    title: "结转结余",
    clause: both("art10.1.c", "art13.b"),
    judge: (_, { page, today, disposal }) => {
      if (page.year >= yearOf(today)) return { pass: "当年资金" };
      if (disposal === undefined)
        return {
          code: "CARRYOVER_DECISION_REQUIRED",
          text: `${page.year}年资金在${yearOf(today) - 1}年末的未支出数尚未定处理，之前不得支付`,
          field: "earmark",
        };
      return disposal === "continue"
        ? { pass: "上年结转已定继续用于本项目" }
        : { code: "BALANCE_EXCEEDED", text: "上年结转已定收回或调整用途，不得再支付", field: "earmark" };
    },
  },
  {
    id: "balance",
    title: "可用余额",
    clause: both("art10.1.a", "art12"),
    judge: ({ amount }, { page }) =>
      amount > page.available
        ? {
            code: "BALANCE_EXCEEDED",
            text: `可用${inWanYuan(page.available)}，本次${inWanYuan(amount)}，超出${inWanYuan(minus(amount, page.available))}`,
            field: "amountFen",
          }
        : { pass: `可用${inWanYuan(page.available)}，付后余${inWanYuan(minus(page.available, amount))}` },
  },
];

/** Every check, in order; the first that fails gives the request its code. */
export const checksOf = (asked: Asked, facts: Facts): readonly PaymentCheck[] => {
  const { page } = facts;
  if (page === undefined) return [withoutPage(asked)];
  const judged = { ...facts, page };
  return rules.map((rule) => shown(rule, rule.judge(asked, judged), page));
};

export const firstFailure = (checks: readonly PaymentCheck[]): PaymentCheck | undefined =>
  checks.find(({ state }) => state === "fail");

/** Without a project there is nothing that the money could be spent for (第二条); a page that is not the unit's is no page (第十条). */
const withoutPage = ({ earmark, purpose }: Asked): PaymentCheck =>
  earmark === null
    ? failure("scope", "使用范围", {
        code: "USE_OUT_OF_SCOPE",
        clause: "qiangyi-2024.art2.c",
        text: `“${purpose}”没有对应的强医工程项目，不得使用该资金`,
        field: "earmark",
      })
    : failure("ledger", "专项核算", {
        code: "LEDGER_REQUIRED",
        clause: "qiangyi-2024.art10.2.b",
        text: "本单位没有这个项目账页，每笔支付须列入一个项目的账页",
        field: "earmark",
      });

const failure = (id: string, title: string, { code, text, clause = null, field = null }: Found): PaymentCheck => ({
  id,
  title,
  clause,
  state: "fail",
  code,
  text,
  field,
});

const shown = ({ id, title, clause }: Rule, judgement: Judgement, page: AccountPage): PaymentCheck => {
  const own = clause(page);
  const quiet = { id, title, clause: own, code: null, field: null } as const;
  if (judgement === "none") return { ...quiet, state: "none", text: "不适用" };
  if ("pass" in judgement) return { ...quiet, state: "pass", text: judgement.pass };
  if ("warn" in judgement) return { ...quiet, state: "warn", text: judgement.warn };
  return failure(id, title, { clause: own, ...judgement });
};
