import { regions } from "@qiangyi/policy";
import type { Tx } from "../platform/index.ts";
import { formerRegions } from "./former-regions.ts";
import { saveFormerRegions, saveRegions } from "./regions.store.ts";

/** Reference data: the divisions of GB/T 2260 as the policy package knows them. Loading them again changes nothing. */
export const loadRegions = async (tx: Tx): Promise<void> => {
  await saveRegions(tx, regions);
  await saveFormerRegions(tx, formerRegions);
};
