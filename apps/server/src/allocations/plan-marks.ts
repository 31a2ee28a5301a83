import type { Fen } from "@qiangyi/kernel";
import type { StandardsText } from "./compute.ts";
import type { PlacedClaim } from "./placed-claims.ts";

/** What a stored plan knows beyond the engine's input and output. */
export interface PlanMarks {
  readonly title?: string;
  /** Sentence that identifies the version: its number and digests. */
  readonly identity?: string;
  readonly asOf?: string;
  readonly exportedBy?: string;
  readonly isDemonstration?: boolean;
  readonly standards?: StandardsText | null;
  /** Manual amounts by claim, with their reason. */
  readonly manual?: ReadonlyMap<string, { readonly amount: Fen; readonly reason: string }>;
  /** 体制管理型省直管县, shown as a group of their own. */
  readonly directCounties?: ReadonlySet<string>;
}

export interface ProposedClaim extends PlacedClaim {
  readonly proposed: Fen;
  readonly manualReason: string | undefined;
}
