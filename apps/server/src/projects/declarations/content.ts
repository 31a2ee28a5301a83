import { createHash } from "node:crypto";
import { canonicalJson, type DeclarationContent, declarationContent } from "@qiangyi/projects";
import type { StoredProject } from "../project.store.ts";
import type { StoredAnswer, StoredAttachment } from "./declarations.store.ts";
import { signedValue } from "./personal.ts";

export interface Content {
  readonly content: DeclarationContent;
  /** Of the canonical text in UTF-8. */
  readonly sha256: string;
}

/** What a signature would cover now. The round is part of it: an old signature never fits a resubmission. */
export const contentOf = (
  project: StoredProject,
  answers: readonly StoredAnswer[],
  attachments: readonly StoredAttachment[],
): Content => {
  const content = declarationContent({
    project: project.id,
    call: project.call,
    institution: project.institution,
    round: project.signed_round + 1,
    answers: Object.fromEntries(answers.map(({ question, value }) => [question, signedValue(value)])),
    attachments: attachments.map(({ id, material, name, media_type, size_bytes, sha256 }) => ({
      id,
      material,
      name,
      mediaType: media_type,
      sizeBytes: Number(size_bytes),
      sha256,
    })),
  });
  return { content, sha256: createHash("sha256").update(canonicalJson(content)).digest("hex") };
};
