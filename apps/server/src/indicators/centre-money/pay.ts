import { type Problem, payExportingHospital } from "@qiangyi/api";
import { date, fen, formatYuan, ok, type Refusal, refuse, sum, yearOf } from "@qiangyi/kernel";
import { type ExportingHospitalPaymentError, exportingHospitalPayment, nationalCentre } from "@qiangyi/policy";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { asFact, assessmentsOf } from "./assessments.store.ts";
import { lockMoney, mayPayFor, placeOf } from "./centre.ts";
import { fundsOf, policiesOf } from "./funds.store.ts";
import { insertPayment, paymentsOf } from "./payments.store.ts";

type Misfit = Refusal<ExportingHospitalPaymentError, { problems: NonNullable<Problem["problems"]>; clause: string }>;
type PayRefusal = Misfit | Refusal<"not-the-payer"> | Refusal<"day-misfit"> | Refusal<"voucher-reused">;

const answers: Answers<PayRefusal> = {
  ITEM_NOT_LISTED: [422, "支付项目不在八项之内", "请从列出的项目中选择"],
  PAYEE_NOT_EXPORTING_HOSPITAL: [422, "收款单位不是这家中心的输出医院", "请改为该中心的输出医院"],
  NOTE_MISSING: [422, "其他相关生活费用须说明用途"],
  AMOUNT_NOT_POSITIVE: [422, "金额须大于零"],
  ASSESSMENT_MISSING: [409, "缺年度考核结论，不得支付", "请待年度考核定稿后再付，不预付"],
  FEE_EXCEEDED: [409, "超过年度考核核定的管理费", "请核对核定额与已付数"],
  TALENT_PERSON_MISSING: [422, "须写明发给谁"],
  TALENT_POLICY_MISSING: [422, "须有省现行人才政策作依据", "请选择政策；没有的由省财政厅先登记"],
  TALENT_POLICY_NOT_IN_FORCE: [409, "支付日期不在人才政策的有效期内", "请核对政策与支付日期"],
  TALENT_STANDARD_EXCEEDED: [409, "超过人才政策的标准"],
  BUDGET_MISSING: [409, "当年专项经费未安排", "请先登记当年的专项经费安排"],
  BUDGET_EXCEEDED: [409, "超过当年专项经费安排"],
  "not-the-payer": [403, "这家中心的费用不由您的单位支付", "任务一至三由省财政厅支付，任务四由太原市财政局支付"],
  "day-misfit": [422, "支付日期不能晚于今天"],
  "voucher-reused": [409, "这个凭证号已经登记过一笔付款", "请核对凭证号；重复提交同一笔付款不会登记两次"],
};

/** The field of the form that a misfit belongs to. */
const fieldOf: Record<ExportingHospitalPaymentError, string> = {
  ITEM_NOT_LISTED: "item",
  PAYEE_NOT_EXPORTING_HOSPITAL: "payee",
  NOTE_MISSING: "note",
  AMOUNT_NOT_POSITIVE: "amountFen",
  ASSESSMENT_MISSING: "assessmentYear",
  FEE_EXCEEDED: "amountFen",
  TALENT_PERSON_MISSING: "person",
  TALENT_POLICY_MISSING: "policy",
  TALENT_POLICY_NOT_IN_FORCE: "paidOn",
  TALENT_STANDARD_EXCEEDED: "amountFen",
  BUDGET_MISSING: "amountFen",
  BUDGET_EXCEEDED: "amountFen",
};

export const payRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    payExportingHospital,
    async ({ tx, actor, body, clock }) => {
      const { centre, item, payee, assessmentYear, paidOn, voucher, person, note } = body;
      const { payer } = nationalCentre(centre);
      if (!mayPayFor(actor, payer)) return refuse({ code: "not-the-payer" });
      if (paidOn > clock.today()) return refuse({ code: "day-misfit" });
      await lockMoney(tx, actor, payer);

      const before = await paymentsOf(tx, actor);
      if (before.some((each) => each.payer === payer && each.voucher === voucher)) return refuse({ code: "voucher-reused" });
      const policy = (await policiesOf(tx, actor)).find(({ id }) => id === body.policy) ?? null;
      const year = yearOf(date(paidOn));
      const fund = (await fundsOf(tx, actor, year)).find((each) => each.payer === payer);
      const amount = fen(BigInt(body.amountFen));
      const check = exportingHospitalPayment({
        centre,
        item,
        payee,
        assessmentYear,
        person,
        note,
        policy,
        amount: formatYuan(amount),
        on: date(paidOn),
        assessments: (await assessmentsOf(tx, actor, centre)).map(asFact),
        feesPaid: before
          .filter((each) => each.centre === centre && each.item === "管理费用")
          .map((each) => ({ year: each.assessmentYear, amount: formatYuan(each.amount) })),
        paidToPerson: before
          .filter((each) => policy !== null && each.policy === policy.id && each.person === person)
          .map((each) => formatYuan(each.amount)),
        budget: fund === undefined ? null : formatYuan(fund.amount),
        spentOfBudget: formatYuan(
          sum(before.filter((each) => each.payer === payer && yearOf(date(each.paidOn)) === year).map((each) => each.amount)),
        ),
      });
      const [first] = check.errors;
      if (first !== undefined || assessmentYear === null)
        return refuse({
          code: first ?? "ASSESSMENT_MISSING",
          problems: check.errors.map((error, at) => ({ path: fieldOf[error], message: check.explanation[at]?.text ?? error })),
          clause: check.clauses[0] ?? "regional-centres-2023.measure02",
        });
      const payment = {
        centre,
        payer,
        item,
        payee,
        assessmentYear,
        amount,
        paidOn,
        voucher,
        person,
        policy: policy?.id ?? null,
        note,
      };
      const id = await insertPayment(tx, actor, await placeOf(tx, actor, centre), payment, clock.now());
      return ok({ id, explanation: [...check.explanation] });
    },
    answers,
  );
