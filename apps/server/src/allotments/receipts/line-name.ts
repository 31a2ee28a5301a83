import { lineName as nameOfLine } from "../../allocations/index.ts";

/** Recalled money belongs to no line any more: it is the province's to plan anew (收回统筹). */
export const recalledLine = "province-general";

/** The short name of a funding line; a line that no catalogue has keeps its id. */
export const lineName = (id: string): string => (id === recalledLine ? "省级收回统筹" : nameOfLine(id));
