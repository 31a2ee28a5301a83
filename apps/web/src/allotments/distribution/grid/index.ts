export { AllotmentGrid } from "./allotment-grid.tsx";
export { type AmountUnit, fenOf, textOf } from "./amounts.ts";
export { type GridColumn, type GridLine, type GridTexts, sumsOf } from "./cells.ts";
