import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";

/** 备选学科12个 (三（一）1): the pool is closed with exactly twelve. */
export const candidateCount = 12;
const clause = "linfen-2020.tenspecialties.candidates";

export interface CandidatePool {
  readonly candidates: readonly string[];
  readonly isClosed: boolean;
  /** Withdrawn after the pool was closed and not replaced yet. */
  readonly vacancies: readonly string[];
}

export interface PoolEvent {
  readonly kind: "closed" | "added" | "withdrawn" | "replaced";
  readonly project: string | null;
  /** For `replaced`: the candidate in whose place this one comes. */
  readonly replaces: string | null;
}

export const emptyPool: CandidatePool = { candidates: [], isClosed: false, vacancies: [] };

/** The pool as its log tells it, oldest first. */
export const poolOf = (events: readonly PoolEvent[]): CandidatePool => events.reduce(after, emptyPool);

const after = (pool: CandidatePool, { kind, project, replaces }: PoolEvent): CandidatePool => {
  const named = project ?? "";
  switch (kind) {
    case "closed":
      return { ...pool, isClosed: true };
    case "added":
      return { ...pool, candidates: [...pool.candidates, named] };
    case "withdrawn":
      return {
        ...pool,
        candidates: pool.candidates.filter((one) => one !== named),
        vacancies: pool.isClosed ? [...pool.vacancies, named] : pool.vacancies,
      };
    case "replaced":
      return {
        ...pool,
        candidates: [...pool.candidates, named],
        vacancies: pool.vacancies.filter((one) => one !== replaces),
      };
  }
};

export type PoolRefusal =
  | Refusal<"POOL_FULL", { readonly clause: string }>
  | Refusal<"POOL_CLOSED", { readonly clause: string }>
  | Refusal<"POOL_SHORT", { readonly missing: number; readonly clause: string }>
  | Refusal<"ALREADY_CANDIDATE">
  | Refusal<"NOT_CANDIDATE">
  | Refusal<"NOTHING_TO_REPLACE", { readonly clause: string }>;

export const addCandidate = (pool: CandidatePool, project: string): Result<CandidatePool, PoolRefusal> => {
  if (pool.candidates.includes(project)) return refuse({ code: "ALREADY_CANDIDATE" });
  if (pool.candidates.length >= candidateCount) return refuse({ code: "POOL_FULL", clause });
  if (pool.isClosed) return refuse({ code: "POOL_CLOSED", clause });
  return ok(after(pool, { kind: "added", project, replaces: null }));
};

export const closePool = (pool: CandidatePool): Result<CandidatePool, PoolRefusal> => {
  if (pool.isClosed) return refuse({ code: "POOL_CLOSED", clause });
  const missing = candidateCount - pool.candidates.length;
  return missing > 0
    ? refuse({ code: "POOL_SHORT", missing, clause })
    : ok(after(pool, { kind: "closed", project: null, replaces: null }));
};

export const withdrawCandidate = (pool: CandidatePool, project: string): Result<CandidatePool, PoolRefusal> =>
  pool.candidates.includes(project)
    ? ok(after(pool, { kind: "withdrawn", project, replaces: null }))
    : refuse({ code: "NOT_CANDIDATE" });

/** After closing, a withdrawn candidate is replaced from the same batch, and the log says by whom. */
export const replaceCandidate = (
  pool: CandidatePool,
  { project, replaces }: { readonly project: string; readonly replaces: string },
): Result<CandidatePool, PoolRefusal> => {
  if (!pool.vacancies.includes(replaces)) return refuse({ code: "NOTHING_TO_REPLACE", clause });
  if (pool.candidates.includes(project) || project === replaces) return refuse({ code: "ALREADY_CANDIDATE" });
  return ok(after(pool, { kind: "replaced", project, replaces }));
};
