import type { ProgrammeId } from "@qiangyi/projects";
import { isRewardedAfterwards } from "@qiangyi/projects";
import { Amount } from "../../ui/index.ts";

interface ProposedAmountProps {
  readonly programme: ProgrammeId;
  readonly fen: string;
  readonly strong?: boolean;
}

/** What a list proposes: where the state rewards afterwards and nothing is asked for, those words and never a zero. */
export const ProposedAmount = ({ programme, fen, strong = false }: ProposedAmountProps) =>
  isPaidAfterwards({ programme, fen }) ? <>事后奖补</> : <Amount fen={fen} strong={strong} />;

export const isPaidAfterwards = ({ programme, fen }: Pick<ProposedAmountProps, "programme" | "fen">): boolean =>
  isRewardedAfterwards(programme) && BigInt(fen) === 0n;
