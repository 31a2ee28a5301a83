import type { Fen, PlainDate } from "@qiangyi/kernel";
import type { FundingLineId } from "../funding-line.ts";
import { fundingLineOf } from "../qiangyi-2024/catalogue.ts";

/** The most that one project may be paid out of one line: in a budget year, or altogether. */
export interface PaymentStandard {
  readonly line: FundingLineId;
  readonly per: "year" | "project";
  readonly amount: Fen;
  readonly clause: string;
}

/**
 * Lines that pay the same for each project, and the key of that amount. Where the class of the hospital decides (中医, 学科), the highest is
 * the ceiling here: what the project really got is its own limit. Lines that pay a county or a ranking have none per project.
 */
const standards: Readonly<Partial<Record<FundingLineId, { readonly per: PaymentStandard["per"]; readonly key: string }>>> = {
  "national-key-specialty": { per: "project", key: "specialty" },
  "provincial-key-specialty": { per: "project", key: "specialty" },
  "provincial-discipline": { per: "year", key: "top" },
  "tcm-specialty": { per: "project", key: "provincialTertiary" },
  "township-centre": { per: "project", key: "centre" },
  "county-emergency-centre": { per: "project", key: "centre" },
  "maternal-newborn-centre": { per: "project", key: "centre" },
  "doctor-secondment": { per: "year", key: "personYear" },
  "expert-workshop": { per: "year", key: "workshopYear" },
  "appropriate-technique": { per: "year", key: "projectYear" },
};

/** The standard of 第七条 on a day; undefined where the line has none for a single project. */
export const paymentStandard = (line: string, on: PlainDate): PaymentStandard | undefined => {
  if (!isLine(line)) return undefined;
  const standard = standards[line];
  if (standard === undefined) return undefined;
  const { clause, standards: dated } = fundingLineOf(line);
  const row = dated.find(({ effectiveFrom, effectiveTo }) => effectiveFrom <= on && on <= effectiveTo) ?? dated.at(-1);
  const amount = (row?.amounts as Readonly<Record<string, Fen>> | undefined)?.[standard.key];
  return amount === undefined ? undefined : { line, per: standard.per, amount, clause };
};

const isLine = (line: string): line is FundingLineId => Object.hasOwn(standards, line);
