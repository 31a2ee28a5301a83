import type { PlainDate } from "@qiangyi/kernel";

export const documentIds = ["qiangyi-2024", "5g-2022", "regional-centres-2023", "service-system-2023", "linfen-2020"] as const;

export type DocumentId = (typeof documentIds)[number];

export interface PolicyDocument {
  readonly id: DocumentId;
  /** 文号 */
  readonly number: string;
  /** As it should read; misprints of the supplied copy are under `defects` and found by the search. */
  readonly title: string;
  readonly shortTitle: string;
  readonly type: "fund-regulation" | "plan";
  readonly issuers: readonly string[];
  readonly approvedBy: string | null;
  readonly addressees: readonly string[];
  readonly copyTo: readonly string[];
  /** Null where the supplied copy has no date: it is recorded by hand with its evidence. */
  readonly issued: PlainDate | null;
  readonly issuedNote: string | null;
  readonly effective: Validity;
  readonly openness: "主动公开";
  readonly basis: readonly CitedDocument[];
  /** Texts that set the direction without being the legal basis. */
  readonly background: readonly CitedDocument[];
  /** Texts that rules of this document rely on. What only they hold is configuration with a source. */
  readonly reliesOn: readonly CitedDocument[];
  readonly defects: readonly Defect[];
}

/** Both ends inclusive. Null with a rule in words: an event that has to be recorded. */
export interface Validity {
  readonly from: PlainDate | null;
  readonly fromRule: string | null;
  readonly to: PlainDate | null;
  readonly toRule: string | null;
}

export interface CitedDocument {
  readonly number: string | null;
  readonly title: string;
  /** Clauses that cite it. */
  readonly clauses: readonly string[];
  /** Set when the cited document is itself in the register. */
  readonly document: DocumentId | null;
}

/** A fault of the supplied copy, and how the platform reads the place. */
export interface Defect {
  readonly place: string;
  readonly printed: string;
  readonly readAs: string;
}
