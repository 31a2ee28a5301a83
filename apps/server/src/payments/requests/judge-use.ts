import { plus } from "@qiangyi/kernel";
import { telemedicineUse, type UseScopeId, useOfMoney, useScopes } from "@qiangyi/policy";
import type { AccountPage } from "../pages.ts";
import type { Asked, FactsOfPage, Judgement } from "./asked.ts";

export const isOfTelemedicine = ({ page }: { readonly page: AccountPage | undefined }): boolean => page?.fund === "5g-2022";

const isScope = (line: string): line is UseScopeId => Object.hasOwn(useScopes, line);

/** Is this a use that the line allows, of this project and of no other? */
export function judgeScope(asked: Asked, facts: FactsOfPage): Judgement {
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

/** What 第二条 of the pilot's regulation says, as far as it is one of these codes. */
export function telemedicineFinding(asked: Asked, facts: FactsOfPage, codes: readonly string[]): Judgement {
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

/** 学费 only: what the sender bears is no use of this money. */
export function judgeSenderCost(asked: Asked, { page }: FactsOfPage): Judgement {
  const found = scopeOf(asked, page).find(({ code }) => code === "COST_BORNE_BY_SENDER");
  if (found) return found;
  return page.line === "visiting-scholar" ? { pass: "只付学费" } : "none";
}
