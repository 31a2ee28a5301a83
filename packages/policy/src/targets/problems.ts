import { type Field, misfit } from "@qiangyi/kernel";
import type { InputProblem } from "../parse-input.ts";

export type Json = Readonly<Record<string, unknown>>;

/** Collects what keeps an input from being evaluated: every problem at once, each with its JSON path. */
export class Problems {
  readonly found: InputProblem[] = [];

  report(path: string, message: string): void {
    this.found.push({ path, message });
  }

  object(value: unknown, path: string): value is Json {
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return true;
    this.report(path, "应为JSON对象，写作{…}");
    return false;
  }

  /** Null and a missing list are the empty list. */
  list(value: unknown, path: string): readonly unknown[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return value;
    this.report(path, "应为列表，写作[…]");
    return [];
  }

  onlyKnown(row: Json, path: string, known: readonly string[]): void {
    for (const name of Object.keys(row))
      if (!known.includes(name)) this.report(`${path}.${name}`, `没有这一项，请删去；可写的有${known.join("、")}`);
  }

  /** Checks one property and tells whether it holds a value of its kind; null counts as left out. */
  field(row: Json, path: string, field: Field): boolean {
    const value = row[field.name] ?? undefined;
    const reason = misfit(field, value);
    if (reason === undefined) return value !== undefined;
    this.report(`${path}.${field.name}`, `${field.label}${reason}`);
    return false;
  }

  absent(row: Json, path: string, name: string, reason: string): void {
    if (row[name] !== undefined && row[name] !== null) this.report(`${path}.${name}`, reason);
  }
}

export const fieldOf = (name: string, label: string, kind: Field["kind"], extra: Partial<Field> = {}): Field => ({
  name,
  label,
  kind,
  required: true,
  ...extra,
});

export const choiceOf = (name: string, label: string, values: readonly string[], required = true): Field =>
  fieldOf(name, label, "choice", { required, choices: values.map((value) => ({ value, label: value })) });
