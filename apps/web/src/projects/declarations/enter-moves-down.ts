import type { KeyboardEvent } from "react";

/** Enter goes to the same column of the next row, as in a table program; inside choices and long texts it keeps its own meaning. */
export const enterMovesDown = (event: KeyboardEvent<HTMLTableElement>): void => {
  const field = event.target;
  if (event.key !== "Enter" || event.nativeEvent.isComposing || !(field instanceof HTMLInputElement)) return;
  if (field.role === "combobox") return;
  const cell = field.closest("td");
  const next = cell?.closest("tr")?.nextElementSibling?.children[cell.cellIndex];
  const below = next?.querySelector<HTMLElement>("input, textarea");
  if (!below) return;
  event.preventDefault();
  below.focus();
};
