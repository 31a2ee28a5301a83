/** An approved value on its way out. */
export interface OutgoingValue {
  readonly subject: string;
  readonly orgUnit: OrgUnit;
  readonly indicator: string;
  readonly period: string;
  readonly version: number;
  readonly value: string | null;
  readonly label: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly definition: number;
  readonly approvedOn: string;
}

/** Who a value is of, as other systems know it: by credit code where it has one. */
export interface OrgUnit {
  readonly system: string;
  readonly code: string;
  readonly name: string;
}
