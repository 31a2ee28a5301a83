import { isBlank } from "../calls/questions.ts";

/** A file as a signature covers it: by its hash. */
export interface SignedAttachment {
  readonly id: string;
  readonly material: string;
  readonly name: string;
  readonly mediaType: string;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** Everything that the head of the unit puts his name to (签批). ID numbers stand in it as keyed hashes. */
export interface DeclarationContent {
  readonly format: "qiangyi/declaration/1";
  readonly project: string;
  readonly call: string;
  readonly institution: string;
  readonly round: number;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly attachments: readonly SignedAttachment[];
}

/** Blank answers are left out and files are put in one order: neither a touched empty field nor the order of uploads changes the hash. */
export const declarationContent = (parts: Omit<DeclarationContent, "format">): DeclarationContent => ({
  format: "qiangyi/declaration/1",
  ...parts,
  answers: Object.fromEntries(Object.entries(parts.answers).filter(([, value]) => !isBlank(value))),
  attachments: [...parts.attachments].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1)),
});

const orderOf = ({ material, sha256, id }: SignedAttachment): string => `${material}/${sha256}/${id}`;
