import type { PlainDate } from "@qiangyi/kernel";
import type { FundingLineId } from "./funding-line.ts";
import type { ReadingKey } from "./readings.ts";

/** 元 with exactly two decimals, never negative: the money of the contract ("24000.00"). */
export type YuanText = string;

export type Ownership = "public" | "private";
export type Affiliation = "province" | "city" | "county" | "township";
export type Tier = "tertiary" | "secondary" | "primary" | "unrated";
export type InstitutionClass = "general" | "tcm" | "maternal-child" | "specialised" | "township-centre" | "integrated";

export interface Institution {
  readonly id: string;
  readonly name: string;
  readonly ownership: Ownership;
  readonly affiliation: Affiliation;
  readonly tier: Tier;
  readonly class: InstitutionClass;
  readonly region: string;
}

export interface HospitalClass {
  readonly affiliation: Affiliation;
  readonly tier: Tier;
  readonly class: InstitutionClass;
}

export interface NationalRanking {
  readonly id: string;
  readonly type: "national-ranking";
  readonly institution: string;
  readonly list: string;
  readonly year: number;
  readonly rank: number | null;
  readonly published?: PlainDate;
}

export interface RegionalCentre {
  readonly id: string;
  readonly type: "regional-centre";
  readonly institution: string;
  readonly field: string;
  readonly centre?: string;
  readonly completed: PlainDate | null;
}

export interface KeySpecialty {
  readonly id: string;
  readonly type: "key-specialty";
  readonly institution: string;
  readonly specialty: string;
  readonly level: "national" | "provincial";
  readonly selected: PlainDate;
  readonly nationalSubsidy?: YuanText | null;
}

export interface Discipline {
  readonly id: string;
  readonly type: "discipline";
  readonly institution: string;
  readonly discipline: string;
  readonly tier: "top" | "key";
  readonly year: number;
}

export interface TcmSpecialty {
  readonly id: string;
  readonly type: "tcm-specialty";
  readonly institution: string;
  readonly specialty: string;
  readonly selected: PlainDate;
  readonly classAtSelection?: HospitalClass;
}

export interface TownshipCentre {
  readonly id: string;
  readonly type: "township-centre";
  readonly institution: string;
  readonly county: string;
  readonly accepted: PlainDate | null;
  readonly agriculturalCounty?: boolean;
}

export interface CountyTertiary {
  readonly id: string;
  readonly type: "county-tertiary";
  readonly county: string;
  readonly institution: string;
  readonly qualified: PlainDate | null;
  readonly lost?: PlainDate;
}

export type RecognitionLevel = "national" | "provincial" | "city";

export interface EmergencyCentre {
  readonly id: string;
  readonly type: "emergency-centre";
  readonly county: string;
  readonly institution: string;
  readonly kind: "stroke" | "chest-pain" | "trauma";
  readonly recognisedBy: RecognitionLevel;
  readonly recognised: PlainDate | null;
  readonly recertification?: boolean;
}

export interface MaternalNewbornCentre {
  readonly id: string;
  readonly type: "maternal-newborn-centre";
  readonly county: string;
  readonly institution: string;
  readonly kind: "maternal" | "child-newborn";
  readonly recognisedBy: RecognitionLevel;
  readonly recognised: PlainDate | null;
}

export interface Secondment {
  readonly id: string;
  readonly type: "secondment";
  readonly person: string;
  readonly sender: string;
  readonly host: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly title?: "junior" | "intermediate" | "associate-senior" | "senior";
  readonly yearsInTitle?: number;
}

export interface NationalRuralProgramme {
  readonly id: string;
  readonly type: "national-rural-programme";
  readonly person: string;
  readonly year: number;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
}

export interface ExpertWorkshop {
  readonly id: string;
  readonly type: "expert-workshop";
  readonly institution: string;
  readonly from: PlainDate;
  readonly terminated?: PlainDate;
  readonly batch?: string;
}

export interface AppropriateTechnique {
  readonly id: string;
  readonly type: "appropriate-technique";
  readonly institution: string;
  readonly project: string;
  readonly year: number;
  readonly selectedYear?: number;
}

export interface VisitingScholar {
  readonly id: string;
  readonly type: "visiting-scholar";
  readonly person: string;
  readonly institution: string;
  readonly year: number;
  readonly tuition: YuanText | null;
  readonly listed: boolean;
  readonly base?: string;
}

export type Fact =
  | NationalRanking
  | RegionalCentre
  | KeySpecialty
  | Discipline
  | TcmSpecialty
  | TownshipCentre
  | CountyTertiary
  | EmergencyCentre
  | MaternalNewbornCentre
  | Secondment
  | NationalRuralProgramme
  | ExpertWorkshop
  | AppropriateTechnique
  | VisitingScholar;

export type FactTypeId = Fact["type"];
export type FactOf<T extends FactTypeId> = Extract<Fact, { type: T }>;

/** A recorded decision that lifts one result out of decision_required. */
export interface RecordedDecision {
  readonly line: FundingLineId;
  readonly subject: string;
  readonly year: number;
  readonly amount: YuanText;
  readonly reading?: string;
  readonly by: string;
  readonly on: PlainDate;
  readonly reason: string;
}

export interface LineBudget {
  readonly line: FundingLineId;
  readonly year: number;
  readonly amount: YuanText;
}

/** What has been allocated before this decision. */
export interface AllocatedAmount extends LineBudget {
  readonly subject: string;
}

/** A line of an allocation, issue or payment that someone proposes; it is tested and changes no result. */
export interface ProposedLine {
  readonly id: string;
  readonly line: FundingLineId;
  readonly subject: string;
  readonly year: number;
  readonly amount: YuanText;
  readonly payee?: string;
  readonly item?: string;
}

export interface ExtraRegion {
  readonly name: string;
  readonly kind: "city" | "district" | "county-level-city" | "county";
  readonly parent?: string;
}

export interface EvaluateInput {
  readonly policy?: "qiangyi-2024";
  readonly decisionDate: PlainDate;
  readonly years?: readonly number[];
  readonly readings?: Readonly<Partial<Record<ReadingKey, string | number>>>;
  readonly decisions?: readonly RecordedDecision[];
  readonly regions?: Readonly<Record<string, ExtraRegion>>;
  readonly institutions: readonly Institution[];
  readonly facts: readonly Fact[];
  readonly budgets?: readonly LineBudget[];
  readonly allocated?: readonly AllocatedAmount[];
  readonly proposed?: readonly ProposedLine[];
}

export type Status = "payable" | "not_payable" | "decision_required";

/** One sentence of an explanation with the clause behind it. */
export interface Reason {
  readonly text: string;
  readonly clause: string;
}

export interface Split {
  /** The institution; the county's code where the county shares the money out; null for a scholar whose base is not named. */
  readonly institution: string | null;
  readonly amount: YuanText;
}

export interface EvaluatedClaim {
  readonly line: FundingLineId;
  readonly year: number;
  readonly subject: string;
  readonly facts: readonly string[];
  readonly term?: { readonly from: PlainDate; readonly to: PlainDate };
  readonly status: Status;
  readonly amount: YuanText;
  readonly held: YuanText;
  readonly recovery: YuanText;
  readonly projectTotal?: YuanText;
  readonly payee: string | null;
  readonly splits: readonly Split[];
  readonly errors: readonly string[];
  readonly clauses: readonly string[];
  readonly readings: readonly string[];
  /** Rendered when it is read: an allocation of a province needs the sentences of a few lines only. */
  readonly explanation: readonly Reason[];
}

export interface LineTotal {
  readonly line: FundingLineId;
  readonly year: number;
  readonly amount: YuanText;
}

export interface CountedQuantity {
  readonly line: FundingLineId;
  readonly kind: "floor" | "planned" | "approximate" | "aspiration" | "yearly";
  readonly year?: number;
  readonly group?: string;
  readonly target: number;
  readonly actual: number;
  readonly difference: number;
}

export interface ShareQuantity {
  readonly line: FundingLineId;
  readonly kind: "share" | "coverage";
  readonly group: string;
  readonly part: number;
  readonly whole: number;
  readonly percent: string;
}

export type Quantity = CountedQuantity | ShareQuantity;

export interface Warning {
  readonly code: string;
  readonly line: FundingLineId;
  readonly year: number;
  readonly subject: string | null;
  readonly amount: YuanText;
  readonly text: string;
}

export interface ProposalCheck {
  readonly id: string;
  readonly accepted: boolean;
  readonly expected: YuanText;
  readonly errors: readonly string[];
  readonly clauses: readonly string[];
  readonly explanation: readonly Reason[];
}

export interface EvaluateOutput {
  readonly policy: { readonly id: string; readonly number: string; readonly version: string };
  readonly results: readonly EvaluatedClaim[];
  readonly totals: readonly LineTotal[];
  readonly quantities: readonly Quantity[];
  readonly warnings: readonly Warning[];
  readonly checks?: readonly ProposalCheck[];
}
