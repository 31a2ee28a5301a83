import type { Problem } from "@qiangyi/api";

/** What is wrong with a form, by the path of its field: beside the field, and as links in the summary on top. */
export interface Faults {
  readonly at: (path: string) => string | undefined;
  readonly fields: Readonly<Record<string, { readonly label: string; readonly id: string }>>;
}

export const idOf = (form: string, path: string): string => `${form}-${path.replaceAll(".", "-")}`;

const plain = (path: string): string => path.replace(/^(body|fields|data)\./, "");

/** `labels`: what a path is called on this form; rows are named by their message. */
export const faultsOf = (form: string, problem: Problem | undefined, labelOf: (path: string) => string): Faults => {
  const all = (problem?.problems ?? []).map(({ path, message }) => ({ path: plain(path), message }));
  return {
    at: (path) => all.find((one) => one.path === path)?.message,
    fields: Object.fromEntries(all.map(({ path }) => [path, { label: labelOf(path), id: idOf(form, path) }])),
  };
};

/** What an indicator is called in the summary: its number on the sheet and its name. */
export const rowLabel = (rows: readonly { readonly name: string }[], path: string): string => {
  const at = Number(path.split(".")[1] ?? 0);
  return `第${at + 1}项“${rows[at]?.name ?? ""}”`;
};

/** Stands under its field, which names it as its description. */
export const FaultText = ({ faults, form, path }: { faults: Faults; form: string; path: string }) => {
  const message = faults.at(path);
  return message === undefined ? null : (
    <div className="perf-fault" id={`${idOf(form, path)}-fault`}>
      {message}
    </div>
  );
};

/** What a control needs to carry its error. */
export const carrying = (faults: Faults, form: string, path: string) => {
  const isWrong = faults.at(path) !== undefined;
  const id = idOf(form, path);
  return { id, ...(isWrong && { status: "error" as const, "aria-invalid": true, "aria-describedby": `${id}-fault` }) };
};
