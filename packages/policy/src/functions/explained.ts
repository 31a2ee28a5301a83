import type { Reason } from "../contract.ts";

/** Every figure leaves the package with its clauses and its reasons. */
export interface Explained {
  readonly clauses: readonly string[];
  readonly explanation: readonly Reason[];
}

/** Clauses in the order in which the reasons name them, each once. */
export const explained = (...explanation: readonly Reason[]): Explained => ({
  clauses: [...new Set(explanation.map(({ clause }) => clause))],
  explanation,
});

export const because = (clause: string, text: string): Reason => ({ clause, text });
