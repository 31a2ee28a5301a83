export { AllotmentGrid } from "./allotment-grid.tsx";
export { type AmountUnit, fenOf, textOf, tidied } from "./amounts.ts";
export { type GridLine, type GridTexts, sumsOf, withText } from "./cells.ts";
export { changesBetween } from "./changes.ts";
