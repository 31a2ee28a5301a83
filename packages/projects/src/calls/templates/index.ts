import type { CallDefinition } from "../definition.ts";
import type { ProgrammeId } from "../programmes.ts";
import { appropriateTechnique, expertWorkshop, townshipCentre } from "./grassroots.ts";
import { linfenHundredLeaders, linfenTenSpecialties, linfenThousandStaff } from "./linfen.ts";
import { pilot5g } from "./pilot-5g.ts";
import { provincialDiscipline, provincialKeySpecialty, tcmSpecialty } from "./specialties.ts";

const templates: Readonly<Record<ProgrammeId, (year: number) => CallDefinition>> = {
  "5g-pilot": pilot5g,
  "provincial-key-specialty": provincialKeySpecialty,
  "provincial-discipline": provincialDiscipline,
  "tcm-specialty": tcmSpecialty,
  "township-centre": townshipCentre,
  "appropriate-technique": appropriateTechnique,
  "expert-workshop": expertWorkshop,
  "linfen-ten-specialties": linfenTenSpecialties,
  "linfen-hundred-leaders": linfenHundredLeaders,
  "linfen-thousand-staff": linfenThousandStaff,
};

/** What an official begins with; everything in it may be changed in the call. */
export const templateOf = (programme: ProgrammeId, year: number): CallDefinition => templates[programme](year);
