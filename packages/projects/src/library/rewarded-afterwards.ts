import type { ProgrammeId } from "../calls/index.ts";

/**
 * Programmes of which the state rewards what was accepted, by a standard of the regulation: nothing is asked for when they are chosen,
 * and no amount stands in a notice (县域医疗次中心, 晋财规社〔2024〕1号 第七条（二）).
 */
const afterwards: ReadonlySet<ProgrammeId> = new Set(["township-centre"]);

export const isRewardedAfterwards = (programme: ProgrammeId): boolean => afterwards.has(programme);
