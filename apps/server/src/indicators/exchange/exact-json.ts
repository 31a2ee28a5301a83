/** JSON of a file, its numbers as the texts that stand there: 0.10 stays 0.10 and no digit is lost. Undefined where it is no JSON. */
export const exactJson = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text.replace(/^\uFEFF/, ""), asWritten) as unknown };
  } catch {
    return undefined;
  }
};

const asWritten = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === "number" && context?.source !== undefined && /^-?\d+(\.\d+)?$/.test(context.source) ? context.source : value;
