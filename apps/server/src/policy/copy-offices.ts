import type { PlainDate } from "@qiangyi/kernel";
import type { Tx } from "../platform/index.ts";
import { supervisionOfficeName } from "../registry/index.ts";
import { valuesInForce } from "./in-force.ts";
import { cities } from "./settings.ts";

export interface CopyOffice {
  readonly city: string;
  readonly office: string;
}

/** The provincial finance department's supervision offices: one per city unless a recorded list says otherwise (qiangyi-2024.notice.4). */
export const copyOffices = async (tx: Tx, today: PlainDate): Promise<readonly CopyOffice[]> => {
  const recorded = (await valuesInForce(tx, "setting", today)).get("copy.offices");
  const codes = Array.isArray(recorded) ? recorded : [...cities.keys()];
  return codes.map((city) => ({ city, office: supervisionOfficeName(city) }));
};
