import type { ProgrammeId } from "./programmes.ts";

/**
 * A call (申报通知) is data: who may declare, what is asked, how it is reviewed. It is stored with the call as JSON when the call is
 * published, so a later change of a template never alters a call that is open. Everything that a clause asks for names it.
 */
export interface CallDefinition {
  readonly programme: ProgrammeId;
  /** Whom the check passes: all authorities of the unit's affiliation, or the organiser alone (5g-2022.art8.c). */
  readonly route: "by-affiliation" | "organiser-only";
  readonly eligibility: readonly EligibilityRule[];
  readonly quotas: readonly Quota[];
  readonly sections: readonly FormSection[];
  readonly materials: readonly Material[];
  readonly budget: BudgetRules | null;
  readonly review: ReviewMethod;
  /** Days that a returned declaration may take, and how often it may be returned at one level. */
  readonly correction: { readonly days: number; readonly times: number };
  /** Days that each level may take for its check; absent where the call sets no limit. */
  readonly checkDays?: number;
  readonly noticeWorkingDays: number;
  /** Years that a reserve is valid. */
  readonly reserveYears: number;
}

/** Judged from what the platform knows of the institution; asked only where it cannot know. */
export type EligibilityRule = { readonly clause: string; readonly sentence: string } & (
  | { readonly rule: "affiliation"; readonly in: readonly string[] }
  | { readonly rule: "tier"; readonly in: readonly string[]; readonly orMarked?: Mark }
  | { readonly rule: "class"; readonly in: readonly string[]; readonly otherwise: "refuse" | "warn"; readonly note?: Mark }
  | { readonly rule: "ownership"; readonly in: readonly string[] }
  | { readonly rule: "region"; readonly within: readonly string[] }
  /** One of the kinds is enough; `exception` names the mark by which the organiser may let another one in, flagged. */
  | { readonly rule: "institution"; readonly anyOf: readonly InstitutionKind[]; readonly exception?: Mark }
  | { readonly rule: "age"; readonly question: string; readonly atMost: number }
  | { readonly rule: "title"; readonly question: string; readonly obtained: string; readonly atLeast: TitleLevel }
  | { readonly rule: "statement"; readonly question: string }
);

/** Every condition that is named must hold. */
export interface InstitutionKind {
  readonly affiliation?: readonly string[];
  readonly tier?: readonly string[];
  readonly class?: readonly string[];
  readonly marked?: Mark;
}

/** What the organiser of a programme decides about an institution where the text gives no criterion, each with its reason. */
export const marks = {
  strong: "实力较强",
  "city-list": "列入市级二级医院名单",
  exception: "非重点范围例外",
  "non-focus-note": "非重点实施机构说明",
} as const;
export type Mark = keyof typeof marks;

export const titleLevels = ["junior", "intermediate", "associate-senior", "senior"] as const;
export type TitleLevel = (typeof titleLevels)[number];

/** How many may be declared or chosen, in all or by one city, county or unit. */
export interface Quota {
  readonly of: "declared" | "chosen";
  readonly per: "call" | "city" | "county" | "unit";
  readonly atMost: number;
  readonly clause?: string;
}

export interface FormSection {
  readonly id: string;
  readonly title: string;
  readonly clause?: string;
  readonly help?: string;
  readonly questions: readonly Question[];
}

interface Asked {
  /** Stable within the call: answers are stored under it. */
  readonly id: string;
  readonly label: string;
  readonly required: boolean;
  readonly clause?: string;
  readonly help?: string;
  /** Asked only when another answer has this value. */
  readonly when?: { readonly question: string; readonly is: string | boolean };
  /** Identity of what is asked for: the same answer of the same unit is pointed out across calls, funds and years. */
  readonly identity?: "specialty" | "centre" | "person" | "equipment" | "text";
  /** Personal data: masked for everyone who does not need it. */
  readonly personal?: "id-number" | "phone" | "birth-date";
}

/**
 * Ids that mean the same in every form: what the project is called, when it starts and ends. `budget` and `targets` are answers
 * without a question of their own.
 */
export const reservedIds = ["title", "startsOn", "endsOn", "budget", "targets"] as const;

/** Answers as JSON: text and dates are strings, money a decimal string of 分, tables arrays of rows keyed by column id. */
export type Question =
  | (Asked & { readonly kind: "text"; readonly maxLength: number })
  | (Asked & { readonly kind: "long-text"; readonly maxLength: number })
  | (Asked & { readonly kind: "integer"; readonly atLeast?: number; readonly atMost?: number; readonly unit?: string })
  | (Asked & { readonly kind: "money" })
  /** `after` names another date that must be earlier. */
  | (Asked & { readonly kind: "date"; readonly after?: string })
  | (Asked & { readonly kind: "yes-no" })
  | (Asked & { readonly kind: "choice"; readonly choices: readonly Choice[] })
  | (Asked & { readonly kind: "choices"; readonly choices: readonly Choice[] })
  /** 有 / 无 / 不适用 with a sentence; `material` names what must be attached when 有. */
  | (Asked & { readonly kind: "element"; readonly material?: string; readonly mayBeMissing: boolean })
  /** `sum`: the column's total must equal what the unit states in another question. */
  | (Asked & {
      readonly kind: "table";
      readonly columns: readonly TableColumn[];
      readonly maxRows: number;
      readonly sum?: { readonly column: string; readonly equals: string };
    });

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export type TableColumn = Omit<Asked, "when"> &
  (
    | { readonly kind: "text"; readonly maxLength: number }
    | { readonly kind: "integer"; readonly atLeast?: number; readonly atMost?: number; readonly unit?: string }
    | { readonly kind: "money" | "date" | "yes-no" }
    | { readonly kind: "choice"; readonly choices: readonly Choice[] }
  );

/** A document that must come with the declaration. */
export interface Material {
  readonly id: string;
  readonly title: string;
  readonly clause?: string;
  readonly required: boolean;
  readonly when?: { readonly question: string; readonly is: string | boolean };
  /** 可匿名阅看: the unit keeps names out of it, so that experts of a blind review may read it. */
  readonly readInBlind?: boolean;
}

/** The budget (economic class × year × source) is one answer, `budget`, and targets another, `targets`: both have editors of their own. */
export interface BudgetRules {
  readonly years: readonly number[];
  /** Fund of the call, in 分, at most, for one project; null: none. */
  readonly supportCapFen: string | null;
  /** Economic classes of departments (301 …) that the line's clause allows; others are pointed out. */
  readonly allowedClasses: readonly string[];
  /** Whose fund it is: rows of this source are the support that is asked for. */
  readonly fund: "province" | "city";
  /** Whether the unit's matching money is a condition, declared, or not asked. */
  readonly matching: "required" | "declared" | "none";
  readonly clause: string;
  /** Whether yearly targets stand beside the money, each row naming those it serves. */
  readonly targets: "required" | "none";
  readonly targetsClause?: string;
}

export interface ReviewMethod {
  readonly kind: "score" | "decision-only";
  readonly isBlind: boolean;
  /** An odd number of at least five for scoring. */
  readonly experts: number;
  /** Fields of which the panel needs at least one expert each. */
  readonly fields: readonly string[];
  /** A sheet counts out of 100 whatever its items add up to: points × 100 / the most there could be. */
  readonly items: readonly ScoreItem[];
  /** Yes or no items that end with not recommended (一票否决). */
  readonly vetoes: readonly { readonly id: string; readonly title: string; readonly clause: string }[];
  /** Hundredths of points; at or above: recommended; below `revise`: not recommended. */
  readonly pass: number;
  readonly revise: number;
  /** Points between highest and lowest that trigger a second review. */
  readonly spread: number;
}

export interface ScoreItem {
  readonly id: string;
  readonly title: string;
  readonly maxPoints: number;
  readonly clause?: string;
}
