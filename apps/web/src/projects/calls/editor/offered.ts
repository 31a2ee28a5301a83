/** The value as long as it is offered: a control shows nothing chosen for what is gone, and its error says so. */
export const offered = (options: readonly { readonly value: string }[], value: string | undefined): string | null =>
  options.some((option) => option.value === value) ? (value ?? null) : null;
