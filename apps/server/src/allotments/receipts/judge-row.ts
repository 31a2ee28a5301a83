import type { ReceiptDifference } from "@qiangyi/api";
import { type Fen, fen, inWanYuan } from "@qiangyi/kernel";
import type { IssuedRow } from "./issued-rows.store.ts";

/** What a receiver says of a row; what is left out agrees with the notice. */
export interface Stated {
  readonly statedFen: Fen;
  readonly payee?: string;
  readonly line?: string;
  readonly project?: string | null;
}

const said = (amount: bigint): string => inWanYuan(fen(amount));

/**
 * What the rules give for a row: the row of the level above, where the project's amount is fixed there; otherwise quantity by standard. Nothing
 * where neither is stated, or where a recorded decision stands in the standard's place: money for a region to distribute has no rule of its own.
 */
export const ruleAmountOf = (row: IssuedRow, upstream: IssuedRow | undefined): Fen | undefined => {
  if (row.kind === "reduction" || row.project === null) return undefined;
  if (upstream?.project === row.project && isSameDestination(row, upstream)) return fen(upstream.allocatedFen);
  if (row.kind !== "final" || row.decisionId !== null || row.quantity === null || row.standardFen === null) return undefined;
  return fen(BigInt(row.quantity) * row.standardFen);
};

const isSameDestination = (row: IssuedRow, upstream: IssuedRow): boolean =>
  row.destinationInstitution === upstream.destinationInstitution && row.destinationCounty === upstream.destinationCounty;

/** What does not agree before anything has arrived: the notice against the rules' result and the chain above it. */
export const warningsOf = (row: IssuedRow, upstream: IssuedRow | undefined): readonly ReceiptDifference[] => {
  const rule = ruleAmountOf(row, upstream);
  const differences: ReceiptDifference[] = [];
  if (rule !== undefined && row.allocatedFen > rule)
    differences.push({ field: "rule", label: "测算结果", expected: said(rule), found: said(row.allocatedFen) });
  if (upstream !== undefined && upstream.line !== row.line)
    differences.push({ field: "line", label: "上级文件支持项目", expected: upstream.line, found: row.line });
  return differences;
};

/** 核对: total, amount of the project, payee and line against the notice, and the notice against the rules (qiangyi-2024.art8.4.a). */
export const differencesOf = (
  row: IssuedRow,
  upstream: IssuedRow | undefined,
  { statedFen, payee, line, project }: Stated,
  lineName: (line: string) => string,
): readonly ReceiptDifference[] => {
  const differences: ReceiptDifference[] = [...warningsOf(row, upstream)];
  if (statedFen !== row.thisFen)
    differences.push({ field: "amount", label: "金额", expected: said(row.thisFen), found: said(statedFen) });
  if (payee !== undefined && payee !== row.destinationName)
    differences.push({ field: "payee", label: "收款单位", expected: row.destinationName, found: payee });
  if (line !== undefined && line !== row.line)
    differences.push({ field: "line", label: "支持项目", expected: lineName(row.line), found: lineName(line) });
  if (project !== undefined && project !== row.project)
    differences.push({ field: "project", label: "项目", expected: row.project ?? "未定项目", found: project ?? "未定项目" });
  return differences;
};
