import type { PaymentCheck, PaymentState } from "@qiangyi/api";
import type { Generated, JSONColumnType } from "kysely";
import type { Sealed } from "../projects/index.ts";
import type { AccountPage } from "./pages.ts";

/** Rows of migration 0026. Aliases, because kysely asks for indexable types. */
export type PaymentTables = {
  payment_request: PaymentRequestTable;
  payment_step: PaymentStepTable;
  payment_attachment: PaymentAttachmentTable;
  payment_movement: PaymentMovementTable;
  payment_refusal: PaymentRefusalTable;
  payment_number: { province: string; year: number; last: number };
  payment_suspension: PaymentSuspensionTable;
  procurement_record: ProcurementRecordTable;
  procurement_rule: ProcurementRuleTable;
  implementation_release: ImplementationReleaseTable;
  implementation_confirmation: ImplementationConfirmationTable;
};

/** Where a row belongs: the unit's own place. */
interface OfUnit {
  province: string;
  city: string | null;
  county: string | null;
  institution: string;
}

export interface Telemedicine {
  readonly class: string | null;
  readonly item: string | null;
  readonly points?: number | undefined;
  readonly serviceFrom?: string | undefined;
  readonly feeTo?: string | undefined;
  readonly pricePerPointYearFen?: string | undefined;
}

/** The page as it stood: amounts as text, so that the row can be read without the books. */
export type StoredPage = Omit<AccountPage, "received" | "available" | "frozen" | "paid" | "unverified" | "queried">;

export interface PaymentRequestTable extends OfUnit {
  id: string;
  number: string;
  book: string;
  bureau: string;
  earmark: string;
  page: JSONColumnType<StoredPage>;
  line: string;
  project: string;
  year: number;
  purpose: string;
  category: string;
  reason: string | null;
  persons: string[];
  telemedicine: JSONColumnType<Telemedicine> | null;
  amount_fen: bigint;
  department_class: string;
  government_class: string;
  payee_kind: "own" | "supplier" | "institution" | "person";
  payee_name: string;
  payee_institution: string | null;
  payee_bank: string;
  payee_account: JSONColumnType<Sealed>;
  method: "DIRECT" | "AUTHORIZED" | "INTEGRATED";
  settlement: string;
  contract_number: string | null;
  procurement: string | null;
  invoice_number: string | null;
  is_prepayment: boolean;
  state: PaymentState;
  round: number;
  checks: JSONColumnType<PaymentCheck[]>;
  requested_by: string;
  requested_name: string;
  requested_on: string;
  requested_at: Date;
  approved_by: string | null;
  approved_name: string | null;
  approved_at: Date | null;
  paid_by: string | null;
  paid_name: string | null;
  paid_on: string | null;
  paid_at: Date | null;
  voucher_number: string | null;
  receipt_number: string | null;
  zero_balance_account: string | null;
  refunded_fen: Generated<bigint>;
  cleared_fen: Generated<bigint>;
  version: Generated<number>;
}

export type PaymentAct = "submit" | "withdraw" | "approve" | "return" | "pay" | "refuse" | "refund" | "recover" | "clear";

interface PaymentStepTable extends OfUnit {
  request: string;
  seq: number;
  act: PaymentAct;
  round: number;
  by_user: string;
  by_name: string;
  by_role: string;
  at: Date;
  opinion: string | null;
  document: string | null;
}

interface PaymentAttachmentTable extends OfUnit {
  request: string;
  round: number;
  file: string;
  name: string;
  media_type: string;
  size_bytes: bigint;
  sha256: string;
}

interface PaymentMovementTable extends OfUnit {
  id: string;
  request: string;
  kind: "refund" | "recovery" | "clearing";
  amount_fen: bigint;
  happened_on: string;
  bureau: string;
  voucher_number: string;
  reason: string;
  by_user: string;
  by_name: string;
  at: Date;
}

interface PaymentRefusalTable extends OfUnit {
  id: string;
  code: string;
  clause: string | null;
  sentence: string;
  purpose: string;
  amount_fen: bigint;
  line: string | null;
  project: string | null;
  by_user: string;
  by_name: string;
  at: Date;
}

interface PaymentSuspensionTable extends OfUnit {
  id: string;
  institution_name: string;
  earmark: string | null;
  reason: string;
  document_number: string;
  set_level: string;
  set_department: "finance" | "health";
  set_by: string;
  set_name: string;
  set_at: Date;
  lifted_by: string | null;
  lifted_name: string | null;
  lifted_at: Date | null;
  lifted_reason: string | null;
}

interface ProcurementRecordTable extends OfUnit {
  id: string;
  earmark: string;
  method: "open" | "invited" | "negotiation" | "consultation" | "inquiry" | "single-source" | "framework" | "e-mall";
  filing_number: string;
  item: string;
  notice_number: string | null;
  result_document: string | null;
  contract_number: string | null;
  contract_fen: bigint | null;
  supplier: string | null;
  signed_on: string | null;
  accepted_on: string | null;
  acceptance_note: string | null;
  recorded_by: string;
  recorded_name: string;
  recorded_at: Date;
}

interface ProcurementRuleTable {
  province: string;
  id: string;
  year: number;
  corrections: Generated<number>;
  threshold_fen: bigint;
  catalogue: string[];
  source: string;
  recorded_by: string;
  recorded_name: string;
  recorded_at: Date;
}

interface ImplementationReleaseTable {
  province: string;
  id: string;
  fund: "qiangyi-2024" | "5g-2022";
  year: number;
  kind: "plan" | "performance";
  title: string;
  document_number: string;
  released_by: string;
  released_name: string;
  released_at: Date;
}

interface ImplementationConfirmationTable {
  province: string;
  release_id: string;
  institution: string;
  city: string | null;
  county: string | null;
  confirmed_by: string;
  confirmed_name: string;
  confirmed_at: Date;
}
