import type { ToldNodeView } from "@qiangyi/api";
import type { ToldNode } from "@qiangyi/policy/targets";

/** The same cells, in lists of one's own. */
export const toldView = (told: ToldNode | undefined): ToldNodeView | null =>
  told === undefined
    ? null
    : {
        light: told.light,
        told: told.told,
        open: [...told.open],
        columns: told.columns.map((column) => ({ ...column })),
        rows: told.rows.map((row) => [...row]),
      };
