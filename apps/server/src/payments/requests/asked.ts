import type { Fen, PlainDate } from "@qiangyi/kernel";
import type { Beneficiary, HospitalClass, ProcurementRules } from "@qiangyi/policy";
import type { AccountPage } from "../pages.ts";
import type { Stop } from "./stopped.ts";

/** What is asked for, as far as the rules have something to say about it. */
export interface Asked {
  readonly earmark: string | null;
  readonly amount: Fen;
  readonly purpose: string;
  readonly category: string;
  readonly beneficiary: Beneficiary;
  readonly reason: string | undefined;
  readonly persons: readonly string[];
  readonly telemedicine:
    | {
        readonly class: string | null;
        readonly item: string | null;
        readonly points: number | undefined;
        readonly serviceFrom: PlainDate | undefined;
        readonly feeTo: PlainDate | undefined;
        readonly pricePerPointYear: Fen | undefined;
      }
    | undefined;
  readonly departmentClass: string;
  readonly governmentClass: string;
  readonly payee: {
    readonly kind: string;
    readonly name: string;
    readonly bank: string;
    readonly institution: string | undefined;
  };
  readonly hasAccount: boolean;
  readonly method: string;
  readonly isPrepayment: boolean;
}

/** What the books and the other rooms say on the day. */
export interface Facts {
  readonly today: PlainDate;
  readonly unit: HospitalClass & { readonly id: string; readonly name: string };
  /** The account page that was named; undefined where none was, or where the unit has no such page. */
  readonly page: AccountPage | undefined;
  /** The project of the library that the page stands for; undefined where it stands for another claim. */
  readonly project:
    | {
        readonly isListed: boolean;
        readonly stateName: string;
        readonly isOwn: boolean;
        /** On the confirmed list of the pilot's year; asked of its projects alone. */
        readonly isConfirmed: boolean;
      }
    | undefined;
  /** Paid and on its way for this project within the period of its standard. */
  readonly againstStandard: Fen;
  readonly pointsBefore: number;
  readonly feesBefore: Fen;
  readonly procurement:
    | {
        readonly earmark: string;
        readonly contract: string | null;
        readonly contractFen: Fen | null;
        readonly used: Fen;
        readonly acceptedOn: string | null;
      }
    | undefined;
  readonly procurementRules: ProcurementRules | undefined;
  /** What the province has not released, or the unit has not confirmed; empty when all is there. */
  readonly missingReleases: readonly string[];
  readonly stop: Stop | undefined;
  /** What was decided about the rest of last year; only asked where the money is of an earlier year. */
  readonly disposal: "continue" | "recover" | "reallocate" | undefined;
  /** Number of another live request with the same invoice. */
  readonly invoiceUsedBy: string | undefined;
}

export type Found = {
  readonly code: string;
  readonly text: string;
  readonly clause?: string | null;
  readonly field?: string | null;
};
export type Judgement = Found | { readonly pass: string } | { readonly warn: string } | "none";

/** A page was named and is the unit's own. */
export type FactsOfPage = Facts & { readonly page: AccountPage };
