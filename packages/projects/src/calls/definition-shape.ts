import { isRecord } from "./questions.ts";

/* A stored call comes from a browser: its shape is judged before its sense, and every misfit is named with its place. */

export interface DefinitionProblem {
  readonly path: string;
  readonly message: string;
}

/** Judges one value at one place. */
export type Shape = (value: unknown, path: string) => readonly DefinitionProblem[];

const wrong = (path: string, message: string): readonly DefinitionProblem[] => [{ path, message }];

export const aText =
  ({ max = 200, min = 1 }: { readonly max?: number; readonly min?: number } = {}): Shape =>
  (value, path) => {
    if (typeof value !== "string") return wrong(path, "应为文字");
    const length = value.trim().length;
    if (length < min) return wrong(path, "不能为空");
    return length > max ? wrong(path, `最多${max}个字`) : [];
  };

export const aNumber =
  ({ min = 0, max = 1_000_000 }: { readonly min?: number; readonly max?: number } = {}): Shape =>
  (value, path) =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
      ? []
      : wrong(path, `应为${min}至${max}的整数`);

export const aFlag: Shape = (value, path) => (typeof value === "boolean" ? [] : wrong(path, "应为是或否"));

export const oneOf =
  (allowed: readonly unknown[]): Shape =>
  (value, path) =>
    allowed.includes(value) ? [] : wrong(path, "不在可选范围内");

export const matching =
  (form: RegExp, message: string): Shape =>
  (value, path) =>
    typeof value === "string" && form.test(value) ? [] : wrong(path, message);

export const listOf =
  (
    item: Shape,
    { min = 0, max = 200, empty = "至少一项" }: { readonly min?: number; readonly max?: number; readonly empty?: string } = {},
  ): Shape =>
  (value, path) => {
    if (!Array.isArray(value)) return wrong(path, "应为列表");
    if (value.length < min) return wrong(path, empty);
    if (value.length > max) return wrong(path, `最多${max}项`);
    return value.flatMap((one: unknown, index) => item(one, `${path}.${index}`));
  };

export const orNull =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? [] : shape(value, path);

/** `optional` fields may be absent; fields of neither list are refused, so that nothing is kept that nobody reads. */
export const aRecord =
  (required: Readonly<Record<string, Shape>>, optional: Readonly<Record<string, Shape>> = {}): Shape =>
  (value, path) => {
    if (!isRecord(value)) return wrong(path, "应为一组内容");
    const at = (name: string) => (path === "" ? name : `${path}.${name}`);
    return [
      ...Object.entries(required).flatMap(([name, shape]) => shape(value[name], at(name))),
      ...Object.entries(optional).flatMap(([name, shape]) => (value[name] === undefined ? [] : shape(value[name], at(name)))),
      ...Object.keys(value)
        .filter((name) => !Object.hasOwn(required, name) && !Object.hasOwn(optional, name))
        .flatMap((name) => wrong(at(name), "不认识这一项")),
    ];
  };

/** One of several records, told apart by the value of one field. */
export const byKind =
  (field: string, kinds: Readonly<Record<string, Shape>>): Shape =>
  (value, path) => {
    if (!isRecord(value)) return wrong(path, "应为一组内容");
    const kind = String(value[field]);
    const shape = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    return shape ? shape(value, path) : wrong(`${path}.${field}`, "不在可选范围内");
  };
