import { type Answers, type CallDefinition, questionsOf, type Sketch, sketchOf } from "@qiangyi/projects";
import type { Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import { writeSketches } from "./overlaps.store.ts";

/** Fingerprints of the long answers, by question. */
export const sketchesOf = (definition: CallDefinition, answers: Answers): ReadonlyMap<string, Sketch> =>
  new Map(
    questionsOf(definition).flatMap(({ id, kind }) => {
      const value = answers[id];
      const sketch = (kind === "long-text" || kind === "text") && typeof value === "string" ? sketchOf(value) : undefined;
      return sketch ? [[id, sketch] as const] : [];
    }),
  );

/** Kept with each signature: only what was handed in counts against others. */
export const keepSketches = (tx: Tx, project: StoredProject, definition: CallDefinition, answers: Answers): Promise<void> =>
  writeSketches(tx, project, sketchesOf(definition, answers));
