/** A refusal that names each thing it is about, and the clause. */
export interface Told {
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  readonly clause: string;
}

/** Its sentence: what is wrong, then every one of them. */
export const listed = (lead: string) => (refusal: Told) =>
  `${lead}：${refusal.problems.map(({ message }) => message).join("；")}`;
