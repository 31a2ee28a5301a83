import { type PlainDate, yearOf } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import type { Tx } from "../../platform/index.ts";
import { lastNumberOf } from "./notices.store.ts";
import type { Issuer } from "./offices.ts";

const shape = /^([\u4e00-\u9fa5]{2,10})〔(\d{4})〕([1-9]\d*)号$/;

export const yearOfNumber = (number: string): number | undefined => {
  const match = shape.exec(number);
  return match ? Number(match[2]) : undefined;
};

/** Abbreviation of a region in document numbers; a proposal that whoever issues may write otherwise. */
const abbreviationOf = (region: string): string => {
  if (region.endsWith("0000")) return "晋";
  return (regionsByCode.get(region)?.name ?? "市").slice(0, 1);
};

/** The number that comes next for an issuer in a year: "晋财社〔2025〕32号". */
export const nextNumber = async (tx: Tx, province: string, { issuer, issuerRegion }: Issuer, on: PlainDate): Promise<string> => {
  const prefix = `${abbreviationOf(issuerRegion)}财社〔${yearOf(on)}〕`;
  return `${prefix}${(await lastNumberOf(tx, province, issuer, prefix)) + 1}号`;
};
