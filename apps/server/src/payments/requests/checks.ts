import type { PaymentCheck } from "@qiangyi/api";
import { type Fen, inWanYuan, minus, type PlainDate, plus, sum, yearOf } from "@qiangyi/kernel";
import {
  type Beneficiary,
  departmentClassOf,
  governmentClasses,
  type HospitalClass,
  isPaired,
  type ProcurementRules,
  paymentStandard,
  procurementFinding,
  telemedicineUse,
  type UseScopeId,
  useOfMoney,
  useScopes,
} from "@qiangyi/policy";
import type { AccountPage } from "../pages.ts";

/** What is asked for, as far as the rules have something to say about it. */
export interface Asked {
  readonly earmark: string | null;
  readonly amount: Fen;
  readonly purpose: string;
  readonly category: string;
  readonly beneficiary: Beneficiary;
  readonly reason: string | undefined;
  readonly persons: readonly string[];
  readonly telemedicine:
    | {
        readonly class: string | null;
        readonly item: string | null;
        readonly points: number | undefined;
        readonly serviceFrom: PlainDate | undefined;
        readonly feeTo: PlainDate | undefined;
        readonly pricePerPointYear: Fen | undefined;
      }
    | undefined;
  readonly departmentClass: string;
  readonly governmentClass: string;
  readonly payee: {
    readonly kind: string;
    readonly name: string;
    readonly bank: string;
    readonly institution: string | undefined;
  };
  readonly hasAccount: boolean;
  readonly method: string;
  readonly isPrepayment: boolean;
}

/** What the books and the other rooms say on the day. */
export interface Facts {
  readonly today: PlainDate;
  readonly unit: HospitalClass & { readonly id: string; readonly name: string };
  /** The account page that was named; undefined where none was, or where the unit has no such page. */
  readonly page: AccountPage | undefined;
  /** The project of the library that the page stands for; undefined where it stands for another claim. */
  readonly project: { readonly isListed: boolean; readonly stateName: string; readonly isOwn: boolean } | undefined;
  /** Paid and on its way for this project within the period of its standard. */
  readonly againstStandard: Fen;
  readonly pointsBefore: number;
  readonly feesBefore: Fen;
  readonly procurement:
    | {
        readonly earmark: string;
        readonly contract: string | null;
        readonly contractFen: Fen | null;
        readonly used: Fen;
        readonly acceptedOn: string | null;
      }
    | undefined;
  readonly procurementRules: ProcurementRules | undefined;
  /** What the province has not released, or the unit has not confirmed; empty when all is there. */
  readonly missingReleases: readonly string[];
  readonly suspension: { readonly reason: string; readonly document: string } | undefined;
  /** What was decided about the rest of last year; only asked where the money is of an earlier year. */
  readonly disposal: "continue" | "recover" | "reallocate" | undefined;
  /** Number of another live request with the same invoice. */
  readonly invoiceUsedBy: string | undefined;
}

type Found = { readonly code: string; readonly text: string; readonly clause?: string | null; readonly field?: string | null };
type Judgement = Found | { readonly pass: string } | { readonly warn: string } | "none";

interface Rule {
  readonly id: string;
  readonly title: string;
  readonly clause: (page: AccountPage) => string | null;
  /** Undefined page: only rules that need none are asked. */
  readonly judge: (asked: Asked, facts: Facts & { readonly page: AccountPage }) => Judgement;
}

const both = (qiangyi: string, telemedicine: string) => (page: AccountPage) =>
  page.fund === "5g-2022" ? `5g-2022.${telemedicine}` : `qiangyi-2024.${qiangyi}`;

/** The payee is told by name for one line only; elsewhere the check asks what every voucher needs. */
const payeeClause = ({ line }: AccountPage): string | null => (line === "doctor-secondment" ? "qiangyi-2024.art7.3.4.g" : null);

const isOfTelemedicine = ({ page }: { readonly page: AccountPage | undefined }): boolean => page?.fund === "5g-2022";

const isScope = (line: string): line is UseScopeId => Object.hasOwn(useScopes, line);

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
    judge: (_, { suspension }) =>
      suspension === undefined
        ? { pass: "没有被暂停" }
        : { code: "PAYMENT_SUSPENDED", text: `已按${suspension.document}暂停支付：${suspension.reason}` },
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

function judgeScope(asked: Asked, facts: Facts & { readonly page: AccountPage }): Judgement {
  const { page, project } = facts;
  if (project?.isOwn === false)
    return { code: "USE_OUT_OF_SCOPE", text: "这是其他单位的项目，资金不得在项目之间混用", field: "earmark" };
  if (facts.procurement !== undefined && facts.procurement.earmark !== page.earmarkId)
    return { code: "USE_OUT_OF_SCOPE", text: "采购合同属于另一个项目，不得列入本项目账页", field: "procurement" };
  if (isOfTelemedicine(facts)) {
    if (asked.beneficiary === "other-project")
      return {
        code: "USE_OUT_OF_SCOPE",
        clause: "5g-2022.art6.a",
        text: "专款专用，不得用于另一个项目",
        field: "beneficiary",
      };
    if (asked.beneficiary !== "project")
      return { code: "USE_OUT_OF_SCOPE", clause: "5g-2022.art12", text: "不属本项目的支出", field: "beneficiary" };
    return telemedicineFinding(asked, facts, ["USE_OUT_OF_SCOPE", "JUSTIFICATION_REQUIRED"]);
  }
  if (!isScope(page.line)) return { code: "USE_OUT_OF_SCOPE", text: "支持项目没有规定的用途", field: "earmark" };
  if (asked.category === "") return { code: "USE_OUT_OF_SCOPE", text: "请选择支出类别", field: "category" };
  // What the sender bears has a check of its own, further down.
  const [finding] = scopeOf(asked, page).filter(({ code }) => code !== "COST_BORNE_BY_SENDER");
  if (finding) return finding;
  if (page.line === "doctor-secondment" && asked.persons.length === 0)
    return {
      code: "JUSTIFICATION_REQUIRED",
      clause: "qiangyi-2024.art7.3.4.h",
      text: "须列明所服务的派出人员",
      field: "persons",
    };
  return { pass: `用于“${useScopes[page.line].mainUse}”或其直接相关支出` };
}

const scopeOf = ({ category, beneficiary, reason }: Asked, { line, project, sourceLevel }: AccountPage) =>
  isScope(line)
    ? useOfMoney({
        line,
        project,
        category,
        beneficiary,
        source: sourceLevel === "own" ? "hospital-revenue" : "provincial-budget",
        ...(reason !== undefined && reason !== "" && { reason }),
      }).findings
    : [];

function telemedicineFinding(asked: Asked, facts: Facts & { readonly page: AccountPage }, codes: readonly string[]): Judgement {
  if (!isOfTelemedicine(facts)) return "none";
  const { telemedicine: given } = asked;
  const verdict = telemedicineUse({
    class: given?.class ?? null,
    item: given?.item ?? null,
    reason: asked.reason,
    unit: facts.unit,
    source: facts.page.sourceLevel,
    points: given?.points,
    pointsBefore: facts.pointsBefore,
    serviceFrom: given?.serviceFrom,
    feeTo: given?.feeTo,
    pricePerPointYear: given?.pricePerPointYear,
    feesPaid: plus(facts.feesBefore, asked.amount),
  });
  const found = verdict.findings.find(({ code }) => codes.includes(code));
  return found ?? { pass: "符合" };
}

function judgeStandard(asked: Asked, facts: Facts & { readonly page: AccountPage }): Judgement {
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

function judgeProcurement(
  asked: Asked,
  { page, procurement, procurementRules }: Facts & { readonly page: AccountPage },
): Judgement {
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

function judgePayee({ payee, hasAccount }: Asked, { page, unit }: Facts & { readonly page: AccountPage }): Judgement {
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

function judgeSenderCost(asked: Asked, { page }: Facts & { readonly page: AccountPage }): Judgement {
  const found = scopeOf(asked, page).find(({ code }) => code === "COST_BORNE_BY_SENDER");
  if (found) return found;
  return page.line === "visiting-scholar" ? { pass: "只付学费" } : "none";
}
