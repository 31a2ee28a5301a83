const steps: Readonly<Record<string, readonly [down: number, right: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
};

/** Left and right leave a cell only from its edge, or while all of it is selected, so that a figure can still be mended in the middle. */
export const staysInside = (input: HTMLInputElement, key: string): boolean => {
  const [start, end, length] = [input.selectionStart ?? 0, input.selectionEnd ?? 0, input.value.length];
  if (start === 0 && end === length) return false;
  if (key === "ArrowLeft") return start !== end || start > 0;
  return key === "ArrowRight" && (start !== end || end < length);
};

/** 方向键 and 回车 move over the cells of a grid whose inputs carry data-row and data-column. True when the key was used. */
export const moveInGrid = (event: React.KeyboardEvent<HTMLElement>): boolean => {
  const input = event.target;
  const step = steps[event.key];
  if (!(input instanceof HTMLInputElement) || !step || event.altKey || event.ctrlKey || event.metaKey) return false;
  if (event.shiftKey && event.key !== "Enter") return false;
  if (event.nativeEvent.isComposing || staysInside(input, event.key)) return false;
  const back = event.key === "Enter" && event.shiftKey ? -1 : 1;
  const [row, column] = [Number(input.dataset["row"]) + step[0] * back, Number(input.dataset["column"]) + step[1]];
  const next = event.currentTarget.querySelector<HTMLInputElement>(`input[data-row="${row}"][data-column="${column}"]`);
  if (!next) return event.key === "Enter";
  next.focus();
  next.select();
  return true;
};
