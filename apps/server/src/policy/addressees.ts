import type { PlainDate } from "@qiangyi/kernel";
import type { DocumentId } from "@qiangyi/policy/register";
import type { Actor, Tx } from "../platform/index.ts";
import { valuesInForce } from "./in-force.ts";

const cityBureaus = ["city_finance_bureau", "city_health_bureau"];
const countyBureaus = ["county_finance_bureau", "county_health_bureau"];

interface Rule {
  readonly roles: readonly string[];
  readonly isAddressed: (actor: Actor, pilotCities: readonly string[]) => boolean;
}

/** Whom each document names as its addressees, as accounts stand for them. */
const rules: Readonly<Record<DocumentId, Rule>> = {
  "qiangyi-2024": { roles: cityBureaus, isAddressed: () => true },
  // 各有关市: the cities with a pilot county, once the list is recorded (5g-2022.notice.1).
  "5g-2022": { roles: cityBureaus, isAddressed: ({ city }, pilots) => city !== null && pilots.includes(city) },
  "regional-centres-2023": { roles: cityBureaus, isAddressed: ({ city }) => city === "140100" },
  "service-system-2023": { roles: [...cityBureaus, ...countyBureaus], isAddressed: () => true },
  "linfen-2020": { roles: countyBureaus, isAddressed: ({ city }) => city === "141000" },
};

export const pilotCities = async (tx: Tx, today: PlainDate): Promise<readonly string[]> => {
  const recorded = (await valuesInForce(tx, "setting", today)).get("5g.pilotCities");
  return Array.isArray(recorded) ? recorded : [];
};

/** The role in which the actor is an addressee of the document; undefined where it is not addressed to them. */
export const addressedAs = (document: DocumentId, actor: Actor, pilots: readonly string[]): string | undefined => {
  const { roles, isAddressed } = rules[document];
  return isAddressed(actor, pilots) ? actor.roles.find((role) => roles.includes(role)) : undefined;
};

/** The supervision offices get copies of documents that name them under 抄送. */
export const isSupervisionOffice = ({ roles, city }: Actor): boolean => city !== null && roles.includes("regional_supervision");
