import { type CentreMoney, showCentreMoney } from "@qiangyi/api";
import { formatYuan, ok, parseYuan, sum, zero } from "@qiangyi/kernel";
import { managementFee, type NationalCentre } from "@qiangyi/policy";
import { type Actor, handle, type Rooms } from "../../platform/index.ts";
import { asFact, assessmentsOf, type KeptAssessment } from "./assessments.store.ts";
import { centresOf, mayAssess, mayPayFor } from "./centre.ts";
import { fundsOf, policiesOf } from "./funds.store.ts";
import { type CentrePayment, paymentsOf } from "./payments.store.ts";

export const showRoute = (rooms: Rooms): void =>
  handle(rooms, showCentreMoney, async ({ tx, actor, query: { year } }) => {
    const centres = await centresOf(tx, actor);
    const assessments = await assessmentsOf(tx, actor);
    const payments = await paymentsOf(tx, actor);
    const funds = await fundsOf(tx, actor, year);
    const payers = [...new Set(centres.map(({ payer }) => payer))];
    return ok({
      year,
      centres: centres.map((centre) => shown(actor, year, centre, assessments, payments)),
      funds: payers.map((payer) => {
        const fund = funds.find((each) => each.payer === payer);
        const spent = payments.filter((each) => each.payer === payer && each.paidOn.startsWith(String(year)));
        return {
          payer,
          amountFen: fund?.amount.toString() ?? null,
          document: fund?.document ?? null,
          spentFen: sum(spent.map(({ amount }) => amount)).toString(),
          mayEnter: mayPayFor(actor, payer),
        };
      }),
      policies: (await policiesOf(tx, actor)).map(({ ceiling, ...policy }) => ({
        ...policy,
        ceilingFen: (parseYuan(ceiling) ?? zero).toString(),
      })),
      mayKeepPolicies: mayPayFor(actor, "山西省"),
    });
  });

const fenOf = (yuan: string): string => (parseYuan(yuan) ?? zero).toString();

const shown = (
  actor: Actor,
  year: number,
  centre: NationalCentre,
  assessments: readonly KeptAssessment[],
  payments: readonly CentrePayment[],
): CentreMoney => {
  const ofCentre = payments.filter((each) => each.centre === centre.id);
  const ofYear = assessments.filter((each) => each.centre === centre.id && each.year === year);
  const fees = ofCentre.filter(({ item }) => item === "管理费用");
  const due = managementFee({
    centre: centre.id,
    year,
    assessments: ofYear.map(asFact),
    paid: fees.map(({ assessmentYear, amount }) => ({ year: assessmentYear, amount: formatYuan(amount) })),
  });
  return {
    ...centre,
    assessments: ofYear.map((each) => shownAssessment(actor, centre, each, ofYear.at(-1)?.version === each.version)),
    fixedFen: due.fixed === null ? null : fenOf(due.fixed),
    paidFen: fenOf(due.paid),
    availableFen: due.available === null ? null : fenOf(due.available),
    overFen: fenOf(due.over),
    explanation: [...due.explanation],
    // What the year is about: its fee whenever it was paid, and all else that was paid in it.
    payments: ofCentre
      .filter(({ item, assessmentYear, paidOn }) =>
        item === "管理费用" ? assessmentYear === year : paidOn.startsWith(String(year)),
      )
      .map(({ id, item, payee, assessmentYear, amount, paidOn, voucher, person, policy, note, by }) => ({
        id,
        item,
        payee,
        assessmentYear,
        paidOn,
        voucher,
        person,
        policy,
        note,
        by,
        amountFen: amount.toString(),
      })),
    mayAssess: mayAssess(actor, centre),
    mayPay: mayPayFor(actor, centre.payer),
  };
};

const shownAssessment = (
  actor: Actor,
  centre: NationalCentre,
  {
    version,
    score,
    conclusion,
    assessedOn,
    fee,
    coefficient,
    reason,
    draftedBy,
    draftedName,
    draftedAt,
    finalName,
    finalAt,
  }: KeptAssessment,
  isLatest: boolean,
): CentreMoney["assessments"][number] => ({
  version,
  score,
  conclusion,
  assessedOn,
  coefficient,
  reason,
  state: finalAt === null ? "draft" : "final",
  feeFen: fee.toString(),
  draftedBy: draftedName,
  draftedAt: draftedAt.toISOString(),
  finalBy: finalName,
  finalAt: finalAt?.toISOString() ?? null,
  mayFinalise: finalAt === null && isLatest && draftedBy !== actor.userId && mayAssess(actor, centre),
});
