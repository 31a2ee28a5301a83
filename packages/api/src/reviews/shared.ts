import { z } from "zod";

export const room = "reviews";

/** Points travel as whole hundredths: 8550 is 85.50分. No score is ever a fraction that two machines could round differently. */
export const hundredths = z.number().int();

export const panelParams = z.object({ panelId: z.uuid() });
export const sentence = z.string().trim().min(2, "请写明，至少两个字").max(500);

/** The score sheet of a panel, compiled from its call and fixed once the first score is in. */
export const scoreSheet = z.object({
  items: z
    .array(
      z.object({ id: z.string(), title: z.string(), maxPoints: z.number().int().min(1).max(100), clause: z.string().optional() }),
    )
    .min(1, "至少一个评分项")
    .max(30),
  vetoes: z.array(z.object({ id: z.string(), title: z.string(), clause: z.string() })).max(10),
  /** Hundredths of points: from `pass` on recommended, below `revise` not. */
  pass: hundredths.min(0).max(10_000),
  revise: hundredths.min(0).max(10_000),
  /** Points between the highest and the lowest total beyond which a second review is due. */
  spread: z.number().int().min(0).max(100),
});
export type ScoreSheet = z.infer<typeof scoreSheet>;

/** Sheets as an expert fills them: null is not filled yet. */
export const scoreEntries = z.object({
  items: z.record(z.string(), hundredths.min(0).max(10_000).nullable()),
  /** True: conforms. False: a veto. */
  vetoes: z.record(z.string(), z.boolean().nullable()),
  comment: z.string().max(2000),
});
export type ScoreEntries = z.infer<typeof scoreEntries>;

/** Why somebody may not review: kinds of packages/projects, with a Chinese sentence. */
export const exclusion = z.object({ kind: z.string(), sentence: z.string(), clause: z.string().nullable() });
export type ReviewExclusion = z.infer<typeof exclusion>;
