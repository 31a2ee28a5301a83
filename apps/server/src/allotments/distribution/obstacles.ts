import type { Obstacle } from "@qiangyi/api";
import { fen, inWanYuan } from "@qiangyi/kernel";
import { suspensionObstacles } from "../suspensions/suspension.ts";
import type { Suspension } from "../suspensions/suspensions.store.ts";
import type { DraftRow } from "./draft.store.ts";
import type { Source } from "./sources.ts";

const wan = (amount: bigint): string => inWanYuan(fen(amount));
const poolOf = ({ fromPool }: DraftRow): bigint => fromPool.reduce((sum, part) => sum + part.fen, 0n);

/** What stands in the way of issuing these rows, by what lies in the book now: all of it at once, the order of the clauses first. */
export const obstaclesOf = (
  sources: readonly Source[],
  rows: readonly DraftRow[],
  suspensions: readonly Suspension[],
): readonly Obstacle[] => {
  if (rows.length === 0) return [{ code: "NOTHING_TO_DISTRIBUTE", text: "还没有填写分解金额", clause: null, places: [] }];
  const byRow = new Map(sources.map((source) => [source.row.rowNo, source]));
  const asked = new Map<number, DraftRow[]>();
  for (const row of rows) asked.set(row.upstreamRow, [...(asked.get(row.upstreamRow) ?? []), row]);
  const found = [...asked].flatMap(([rowNo, parts]): Obstacle[] => {
    const source = byRow.get(rowNo);
    const places = [String(rowNo)];
    if (!source) return [{ code: "row-not-found", text: `上级文件没有第${rowNo}行`, clause: null, places }];
    return obstaclesOfSource(source, parts, places);
  });
  const stopped = suspensionObstacles(
    suspensions,
    rows.map((row) => ({ ...row, amount: row.thisFen, place: String(row.upstreamRow) })),
  );
  const rank = (code: string) => order.indexOf(code);
  return [...found, ...stopped].toSorted((a, b) => rank(a.code) - rank(b.code));
};

const order = [
  "row-not-found",
  "RECEIPT_NOT_VERIFIED",
  "LINE_SUSPENDED",
  "UNALLOCATED_RECALLED",
  "FUNDS_UNDER_QUERY",
  "BALANCE_EXCEEDED",
  "STANDARD_MISMATCH",
];

const obstaclesOfSource = (source: Source, parts: readonly DraftRow[], places: string[]): Obstacle[] => {
  const { held, availableFen, row } = source;
  const name = `上级文件第${row.rowNo}行“${row.title}”`;
  if (!source.isVerified)
    return [
      { code: "RECEIPT_NOT_VERIFIED", text: `${name}还没有核对接收，不能分解下达`, clause: "qiangyi-2024.art8.4.a", places },
    ];
  const drawn = parts.reduce((sum, part) => sum + part.thisFen - poolOf(part), 0n);
  if (drawn > availableFen) return [exceeded(source, drawn, name, places)];
  const pooled = parts.reduce((sum, part) => sum + poolOf(part), 0n);
  const poolHere = source.pool.reduce((sum, part) => sum + part.fen, 0n);
  if (pooled > poolHere)
    return [
      {
        code: "BALANCE_EXCEEDED",
        text: `${name}要转入的提前下达数${wan(pooled)}，在账只有${wan(poolHere)}`,
        clause: null,
        places,
      },
    ];
  const isShort = source.receiver !== undefined && (drawn < availableFen || pooled < poolHere);
  return isShort && held.receivedOn !== null
    ? [
        {
          code: "STANDARD_MISMATCH",
          text: `${name}的金额由已审定的方案确定，应下达${wan(availableFen + poolHere)}，草稿为${wan(drawn + pooled)}；请重新保存`,
          clause: "5g-2022.art11.c",
          places,
        },
      ]
    : [];
};

/** More than may be passed on: because it was recalled, because it is in doubt, or because it is not there. */
const exceeded = ({ held, availableFen }: Source, drawn: bigint, name: string, places: string[]): Obstacle => {
  const over = `可分解${wan(availableFen)}，拟分解${wan(drawn)}，超出${wan(drawn - availableFen)}`;
  if (held.frozenFen > 0n && drawn <= held.remainingFen)
    return {
      code: "FUNDS_UNDER_QUERY",
      text: `${name}有${wan(held.frozenFen)}存疑：${over}`,
      clause: "qiangyi-2024.art8.4.d",
      places,
    };
  if (held.recalledFen > 0n && drawn <= held.remainingFen + held.recalledFen)
    return {
      code: "UNALLOCATED_RECALLED",
      text: `${name}有${wan(held.recalledFen)}因逾期未分配已由省财政收回：${over}`,
      clause: "5g-2022.art14.c",
      places,
    };
  return { code: "BALANCE_EXCEEDED", text: `${name}${over}`, clause: null, places };
};
