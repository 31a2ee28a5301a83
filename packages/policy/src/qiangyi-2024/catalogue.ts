import type { FundingLine, FundingLineId } from "../funding-line.ts";
import { appropriateTechnique } from "./appropriate-technique.ts";
import { countyEmergencyCentre } from "./county-emergency-centre.ts";
import { countyTertiary } from "./county-tertiary.ts";
import { doctorSecondment } from "./doctor-secondment.ts";
import { expertWorkshop } from "./expert-workshop.ts";
import { maternalNewbornCentre } from "./maternal-newborn-centre.ts";
import { nationalKeySpecialty } from "./national-key-specialty.ts";
import { provincialDiscipline } from "./provincial-discipline.ts";
import { provincialKeySpecialty } from "./provincial-key-specialty.ts";
import { specialisedRegionalCentre } from "./specialised-regional-centre.ts";
import { tcmSpecialty } from "./tcm-specialty.ts";
import { top100Reward } from "./top100-reward.ts";
import { townshipCentre } from "./township-centre.ts";
import { visitingScholar } from "./visiting-scholar.ts";

/** The 14 funding lines of 第七条 in the order of the regulation: six of 建高地, one of 兜网底, seven of 提能力. */
export const fundingLines: readonly FundingLine[] = [
  top100Reward,
  specialisedRegionalCentre,
  nationalKeySpecialty,
  provincialKeySpecialty,
  provincialDiscipline,
  tcmSpecialty,
  townshipCentre,
  countyTertiary,
  countyEmergencyCentre,
  maternalNewbornCentre,
  doctorSecondment,
  expertWorkshop,
  appropriateTechnique,
  visitingScholar,
];

export const fundingLinesById: ReadonlyMap<string, FundingLine> = new Map(fundingLines.map((line) => [line.id, line]));

export const fundingLineOf = (id: FundingLineId): FundingLine => {
  const line = fundingLinesById.get(id);
  if (line === undefined) throw new RangeError(`no funding line ${id}`);
  return line;
};
