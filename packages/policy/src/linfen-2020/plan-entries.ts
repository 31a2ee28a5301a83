import type { PlainDate } from "@qiangyi/kernel";
import type { CentreRecord } from "./centres.ts";

/** What the lists of the plan hold, as far as its targets ask; each entry with the day from which it stands in the list. */

export interface Listed {
  /** Day on which the entry was confirmed. */
  readonly confirmed: PlainDate;
}

export interface CentreEntry extends Listed {
  readonly record: CentreRecord;
  readonly hospital: string;
  /** Printed name of the county; null for a hospital of the city. */
  readonly county: string | null;
}

export interface DepartmentEntry extends Listed {
  readonly institution: string;
  readonly department: "prevention" | "geriatrics" | "rehabilitation";
  readonly opened: PlainDate;
  readonly closed?: PlainDate | undefined;
}

export const specialtyLevels = ["city", "provincial", "national"] as const;

export interface SpecialtyEntry extends Listed {
  readonly institution: string;
  readonly specialty: string;
  readonly level: (typeof specialtyLevels)[number];
  readonly approved: PlainDate;
  readonly ended?: PlainDate | undefined;
}

export interface StandardEntry extends Listed {
  readonly county: string;
  readonly name: string;
  readonly kind: "township" | "community";
  readonly result: "basic" | "recommended" | "none";
  readonly assessed: PlainDate;
}

export interface VillageEntry extends Listed {
  readonly county: string;
  readonly counted: PlainDate;
  readonly villages: number;
  readonly covered: number;
}

/** A hospital of the city's area, private ones included. */
export interface RosterHospital {
  readonly id: string;
  readonly name: string;
  readonly class: string;
  readonly tier: string;
  readonly affiliation: string;
}

export interface PlanEntries {
  readonly centres: readonly CentreEntry[];
  readonly departments: readonly DepartmentEntry[];
  readonly specialties: readonly SpecialtyEntry[];
  readonly standards: readonly StandardEntry[];
  readonly villages: readonly VillageEntry[];
  readonly hospitals: readonly RosterHospital[];
}
