import { policyFundingLines } from "@qiangyi/api";
import { ok } from "@qiangyi/kernel";
import {
  type BackgroundDocument,
  backgroundDocuments,
  type FundingLine,
  fundingLines,
  linesServing,
  type QuantityKind,
} from "@qiangyi/policy";
import { handle, type Rooms } from "../platform/index.ts";

const modes: Readonly<Record<FundingLine["mode"], string>> = {
  REWARD_AFTER: "以奖代补、事后落实",
  ANNUAL_BUDGET: "列入年度预算安排",
  NOT_STATED: "文中未载",
};
const quantityKinds: Readonly<Record<QuantityKind, string>> = {
  floor: "至少",
  planned: "计划",
  approximate: "约",
  aspiration: "力争",
  yearly: "每年",
};
const periods = { window: "实施期内", year: "每年", batch: "每批" } as const;

const backgrounds = Object.keys(backgroundDocuments) as readonly BackgroundDocument[];

export const fundingLineRoutes = (rooms: Rooms): void =>
  handle(rooms, policyFundingLines, async ({ query }) => {
    const asked = backgrounds.find((key) => backgroundDocuments[key] === query.background);
    const shown =
      query.background === undefined
        ? fundingLines
        : fundingLines.filter(({ id }) => asked !== undefined && linesServing(asked).includes(id));
    return ok({
      fund: "强医工程资金",
      backgrounds: backgrounds.map((key) => backgroundDocuments[key]),
      lines: shown.map(lineOf),
    });
  });

const lineOf = (line: FundingLine) => ({
  id: line.id,
  name: line.name,
  shortName: line.shortName,
  group: line.group,
  order: line.order,
  ref: line.ref,
  clause: line.clause,
  mode: modes[line.mode],
  modeClause: line.modeClause,
  frequency: line.frequency,
  mainUse: line.mainUse,
  payee: line.payee,
  backgrounds: backgrounds.filter((key) => linesServing(key).includes(line.id)).map((key) => backgroundDocuments[key]),
  standards: line.standards.map(({ effectiveFrom, effectiveTo, basisDoc, basisArticle, amounts }) => ({
    effectiveFrom,
    effectiveTo,
    basis: `${basisDoc} ${basisArticle}`,
    amounts: Object.entries(amounts).map(([key, amount]) => ({
      label: line.amountLabels[key] ?? key,
      amountFen: String(amount),
    })),
  })),
  quantities: line.quantities.map(({ label, kind, target, per, clause }) => ({
    label,
    kind: quantityKinds[kind],
    target,
    per: periods[per],
    clause,
  })),
});
