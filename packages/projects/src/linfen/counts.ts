/** How far a count is from what the programme is to reach; exactly the figure is enough. */
export interface CountVerdict {
  readonly isReached: boolean;
  readonly text: string;
}

/** "达标" or "未达标，完成99.0%": cut, not rounded, so that 99.96% never reads as 100.0%. */
export const countVerdict = (count: number, target: number): CountVerdict => {
  const isReached = count >= target;
  return { isReached, text: isReached ? "达标" : `未达标，完成${oneDecimal(Math.floor((count * 1000) / target))}` };
};

/** Thousandths as a percentage with one decimal: 790 → "79.0%". */
export const oneDecimal = (thousandths: number): string => `${Math.floor(thousandths / 10)}.${Math.abs(thousandths) % 10}%`;
