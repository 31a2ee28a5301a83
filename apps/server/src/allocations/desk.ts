import { provinceDesk } from "../platform/index.ts";

/** A proposal of the province is not for those below it (qiangyi-2024.art6.b): they read what was published. */
export const handleAtDesk = provinceDesk([403, "建议方案由省级办理，您的账号不在省级", "方案发布后，在“应补明细”查看本级的部分"]);
