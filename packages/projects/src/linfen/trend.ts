export interface ShareOfYear {
  readonly year: number;
  /** Hundredths of a percent: 8800 is 88.00%. */
  readonly basisPoints: number;
}

/** "+2.5个百分点" from the first to the last year; a trend carries no verdict, because the text sets no figure. */
export const shareTrend = (shares: readonly ShareOfYear[]): string | undefined => {
  const sorted = shares.toSorted((a, b) => a.year - b.year);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || first === last) return undefined;
  const change = last.basisPoints - first.basisPoints;
  const tenths = Math.round(Math.abs(change) / 10);
  return `${change < 0 ? "-" : "+"}${Math.floor(tenths / 10)}.${tenths % 10}个百分点`;
};

/** "88.0%". */
export const shareText = (basisPoints: number): string => `${(basisPoints / 100).toFixed(1)}%`;
