export * from "./conduct/index.ts";
export * from "./contract.ts";
export * from "./facts.ts";
export * from "./functions/index.ts";
export * from "./funding-line.ts";
export { fundingLineOf, fundingLines, fundingLinesById } from "./qiangyi-2024/catalogue.ts";
export { isInForce, qiangyi2024 } from "./qiangyi-2024/document.ts";
export * from "./readings.ts";
export * from "./regions.ts";
