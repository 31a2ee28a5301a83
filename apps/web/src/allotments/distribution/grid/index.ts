export { AllotmentGrid } from "./allotment-grid.tsx";
export { fenOf, textOf } from "./amounts.ts";
export { type GridTexts, sumsOf } from "./cells.ts";
