import { fundingLines } from "@qiangyi/policy";

const names = new Map<string, string>([
  ...fundingLines.map(({ id, shortName }) => [id, shortName] as const),
  ["province-general", "省级收回统筹"],
]);

/** The short name of a funding line; a line that the catalogue does not have keeps its id. */
export const lineName = (id: string): string => names.get(id) ?? id;
