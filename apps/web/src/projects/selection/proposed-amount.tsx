import type { ProgrammeId } from "@qiangyi/projects";
import { isRewardedAfterwards } from "@qiangyi/projects";
import { Amount } from "../../ui/index.ts";

interface ProposedAmountProps {
  readonly programme: ProgrammeId;
  readonly fen: string;
  readonly strong?: boolean;
}

/**
 * What a list proposes, and never a zero that reads like a refusal: where the state rewards afterwards and nothing is asked for, and where
 * persons or a county's own equipment stand on the list without the state's money, words say so.
 */
export const ProposedAmount = ({ programme, fen, strong = false }: ProposedAmountProps) => {
  if (BigInt(fen) !== 0n) return <Amount fen={fen} strong={strong} />;
  return <>{isRewardedAfterwards(programme) ? "事后奖补" : "不列资金"}</>;
};

/** The whole of a list in words, where no sum belongs. */
export const withoutSum = ({ programme, fen }: Pick<ProposedAmountProps, "programme" | "fen">): string | undefined => {
  if (BigInt(fen) !== 0n) return undefined;
  return isRewardedAfterwards(programme) ? "实行事后奖补，验收达标后按政策标准核定，公示时不列金额" : "只确定名单，不列专项资金";
};
