import type { Field, PlainDate } from "@qiangyi/kernel";
import type { FactTypeId, Institution, LineGroup } from "@qiangyi/policy";
import type { Actor } from "../platform/index.ts";
import type { FieldProblem, NamedInstitution, Values } from "./entry.ts";

/** A list of facts as officials keep it. Everything that a register has (list, form, workbook, API, checks) follows from this. */
export interface Register {
  /** The fact type of the policy contract; of a list that no amount rests on, a name beginning with "plan-". */
  readonly id: string;
  /** First letters of its entry numbers, which are the fact ids: XZ000012. */
  readonly prefix: string;
  readonly title: string;
  readonly help: string;
  readonly group: LineGroup | "规划与中心";
  readonly lineNames: readonly string[];
  readonly clause: string;
  /** Fields of the fact type, then those that only the register keeps. */
  readonly fields: readonly Field[];
  /** Names of the fields that the engine does not read. */
  readonly ownFields: ReadonlySet<string>;
  /** Fields shown in the list. */
  readonly columns: readonly string[];
  /** Those of them that the list can be ordered by. */
  readonly sorts: Readonly<Record<string, SortName>>;
  readonly dateField: string;
  /** The field whose institution the entry belongs to, and the field with its county or its city. Without any the entry is the province's. */
  readonly place: { readonly institution?: string; readonly county?: string; readonly city?: string };
  /** Two entries that agree in these fields are the same thing, entered twice. */
  readonly unique: UniqueRule;
  /** Entries that agree in these fields may both be right; a person looks at them. */
  readonly repeat?: UniqueRule;
  /** How many entries the plan allows beside each other. */
  readonly limit?: LimitRule;
  /** Confirmed entries that a plan names: while it is in force they are neither withdrawn nor changed into something else. */
  readonly kept?: KeptRule;
  /** From this day on nothing is added, and a correction says why. */
  readonly closes?: ClosingRule;
  /** Kinds of institutions that an entry may belong to; any when left out. */
  readonly classes?: readonly Institution["class"][];
  /** Fields that must follow each other in time. */
  readonly periods: readonly (readonly [from: string, to: string])[];
  readonly evidence: EvidenceRule;
  /** Who confirms: facts of the fund the province, lists of a city's plan the city too. */
  readonly confirmer: "province" | "city";
  /** What the fields alone cannot say; `home` is the institution of the entry's place. */
  readonly rules?: (values: Values, home: NamedInstitution | undefined) => readonly FieldProblem[];
}

/** A register that no amount rests on, as it is declared. */
export type PlanRegister = Omit<Register, "group" | "lineNames" | "ownFields" | "sorts" | "periods"> &
  Partial<Pick<Register, "periods">>;

export const isFactRegister = (id: string): id is FactTypeId => !id.startsWith("plan-");

export const mayConfirm = (actor: Actor, { confirmer }: Register): boolean =>
  actor.permissions.has("facts.confirm") && (actor.level === "province" || actor.level === confirmer);

export type SortName = "date" | "institution" | "county" | "amount";

export interface UniqueRule {
  readonly fields: readonly string[];
  readonly sentence: string;
  readonly clause?: string;
}

/** A register has a limit or points out repetitions, not both: they share the key by which entries are counted together. */
export interface LimitRule {
  readonly code: "COUNTY_MAX_REACHED" | "PLAN_MAX_REACHED";
  /** Entries that agree in these fields are counted together; without any, all of the register. */
  readonly fields: readonly string[];
  readonly most: number;
  /** The field with the number of the document that allows one more. Entries that carry one do not use up the limit. */
  readonly approval: string;
  /** Whether the entry is counted at all; `home` is the institution of its place. */
  readonly counts?: (values: Values, home: NamedInstitution | undefined) => boolean;
  readonly sentence: string;
  readonly clause: string;
}

export interface KeptRule {
  readonly holds: (values: Values, home: NamedInstitution | undefined) => boolean;
  readonly sentence: string;
  readonly clause: string;
}

export interface ClosingRule {
  readonly on: PlainDate;
  readonly sentence: string;
  readonly clause: string;
}

export interface EvidenceRule {
  /** with-result: an entry whose date field is still empty claims nothing yet and needs no document. */
  readonly when: "always" | "with-result";
  /** The certificate or record itself must be attached, not only its number. */
  readonly attachment: boolean;
  readonly clause: string;
}

export const fieldOf = (register: Register, name: string): Field | undefined =>
  register.fields.find((field) => field.name === name);
