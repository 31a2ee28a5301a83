/** "30.0": one decimal, half up; nothing where there is nothing to cover. */
export const percentText = (part: number, whole: number): string | null => {
  if (whole === 0) return null;
  const tenths = Math.floor((part * 2000 + whole) / (whole * 2));
  return `${Math.floor(tenths / 10)}.${tenths % 10}`;
};
