/** What every health authority concludes for itself before it passes a project on (晋财规社〔2024〕1号 第六条). */
export const verdictNames = { truthfulness: "真实性", compliance: "合规性", feasibility: "可行性" } as const;
export type VerdictName = keyof typeof verdictNames;

export interface StatedVerdict {
  readonly passes: boolean;
  readonly reason: string;
}
export type StatedVerdicts = { readonly [Name in VerdictName]?: StatedVerdict | null | undefined };

export interface VerdictFault {
  readonly verdict: VerdictName;
  readonly fault: "missing" | "without-reason" | "negative";
}

/** What stands in the way of passing on, all at once: each of the three is needed, affirmative and with its reason. */
export const verdictFaults = (stated: StatedVerdicts | undefined): readonly VerdictFault[] =>
  (Object.keys(verdictNames) as VerdictName[]).flatMap((verdict): VerdictFault[] => {
    const one = stated?.[verdict];
    if (!one) return [{ verdict, fault: "missing" }];
    if (!one.passes) return [{ verdict, fault: "negative" }];
    return one.reason.trim().length < 2 ? [{ verdict, fault: "without-reason" }] : [];
  });

const faultWords = { missing: "没有结论", "without-reason": "没有写明理由", negative: "结论为否" } as const;

/** "可行性没有结论" */
export const faultSentence = ({ verdict, fault }: VerdictFault): string => `${verdictNames[verdict]}${faultWords[fault]}`;
