import type { FundingLineId } from "../funding-line.ts";
import type { Rule } from "../rule.ts";
import { fundTechniques } from "./appropriate-technique.ts";
import { fundEmergencyCentres } from "./county-emergency-centre.ts";
import { fundCountyTertiary } from "./county-tertiary.ts";
import { fundSecondments } from "./doctor-secondment.ts";
import { fundWorkshops } from "./expert-workshop.ts";
import { fundMaternalCentres } from "./maternal-newborn-centre.ts";
import { fundNationalSpecialties } from "./national-key-specialty.ts";
import { fundDisciplines } from "./provincial-discipline.ts";
import { fundProvincialSpecialties } from "./provincial-key-specialty.ts";
import { rewardRegionalCentres } from "./specialised-regional-centre.ts";
import { fundTcmSpecialties } from "./tcm-specialty.ts";
import { rewardTop100 } from "./top100-reward.ts";
import { fundTownshipCentres } from "./township-centre.ts";
import { fundScholars } from "./visiting-scholar.ts";

/** 第七条, line by line in the order of the regulation. */
export const rules: readonly (readonly [FundingLineId, Rule])[] = [
  ["top100-reward", rewardTop100],
  ["specialised-regional-centre", rewardRegionalCentres],
  ["national-key-specialty", fundNationalSpecialties],
  ["provincial-key-specialty", fundProvincialSpecialties],
  ["provincial-discipline", fundDisciplines],
  ["tcm-specialty", fundTcmSpecialties],
  ["township-centre", fundTownshipCentres],
  ["county-tertiary", fundCountyTertiary],
  ["county-emergency-centre", fundEmergencyCentres],
  ["maternal-newborn-centre", fundMaternalCentres],
  ["doctor-secondment", fundSecondments],
  ["expert-workshop", fundWorkshops],
  ["appropriate-technique", fundTechniques],
  ["visiting-scholar", fundScholars],
];
