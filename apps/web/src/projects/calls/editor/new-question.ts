import type { Question, TableColumn } from "@qiangyi/projects";

/** An empty question of a kind; what both kinds have in common is kept when an official changes his mind. */
export const questionOfKind = (
  kind: Question["kind"],
  from: Pick<Question, "id" | "label" | "required" | "clause" | "help" | "identity" | "personal" | "when">,
): Question => {
  const { id, label, required, clause, help, identity, personal, when } = from;
  const asked = {
    id,
    label,
    required,
    ...(clause !== undefined && { clause }),
    ...(help !== undefined && { help }),
    ...(identity !== undefined && { identity }),
    ...(personal !== undefined && { personal }),
    ...(when !== undefined && { when }),
  };
  switch (kind) {
    case "text":
      return { ...asked, kind, maxLength: 100 };
    case "long-text":
      return { ...asked, kind, maxLength: 3000 };
    case "choice":
    case "choices":
      return { ...asked, kind, choices: ["选项一", "选项二"].map((word) => ({ value: word, label: word })) };
    case "element":
      return { ...asked, kind, mayBeMissing: false };
    case "table":
      return { ...asked, kind, columns: [columnOfKind("text", "c1", "第一列")], maxRows: 30 };
    default:
      return { ...asked, kind };
  }
};

export const columnOfKind = (kind: TableColumn["kind"], id: string, label: string, required = true): TableColumn => {
  const asked = { id, label, required };
  if (kind === "text") return { ...asked, kind, maxLength: 200 };
  if (kind === "choice") return { ...asked, kind, choices: ["选项一", "选项二"].map((word) => ({ value: word, label: word })) };
  if (kind === "integer") return { ...asked, kind };
  return { ...asked, kind };
};

/** One choice a line; a line that was there keeps its stored value, so that answers still mean the same. */
export const choicesFrom = (text: string, before: readonly { readonly value: string; readonly label: string }[]) =>
  [
    ...new Set(
      text
        .split("\n")
        .map((line) => line.trim())
        .filter((line) => line !== ""),
    ),
  ].map((label) => before.find((choice) => choice.label === label) ?? { value: label, label });
