import { entriesTouching, type FoundEntries } from "../../audit/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import type { StoredPayment } from "../requests/requests.store.ts";
import { type AskedProject, partsOfPayments, paymentsOfProject, refusalsOfProject } from "./project-payments.store.ts";

type Parts = Awaited<ReturnType<typeof partsOfPayments>>;

/** Everything that goes into the archive, as it is stored. */
export interface Gathered extends Pick<Parts, "steps" | "movements" | "attachments"> {
  readonly payments: readonly StoredPayment[];
  readonly refusals: Awaited<ReturnType<typeof refusalsOfProject>>;
  readonly institutions: ReadonlyMap<string, string>;
  readonly filings: ReadonlyMap<string, string>;
  readonly log: FoundEntries;
}

/** Routes that make a payment or act on several at once: their address names none. */
const actions = ["POST /payments/requests", "POST /payments/decisions", "POST /payments/payments"];

export const gather = async (tx: Tx, actor: Actor, asked: AskedProject): Promise<Gathered> => {
  const payments = await paymentsOfProject(tx, actor, asked);
  const { procurements, ...parts } = await partsOfPayments(tx, actor, payments);
  const refusals = await refusalsOfProject(tx, actor, asked);
  const log = await entriesTouching(tx, actor, {
    paths: payments.map(({ id }) => `/payments/requests/${id}`),
    acts: parts.steps.map(({ by_user, at, request }) => ({ actorId: by_user, at, object: request })),
    actions,
  });
  const named = [...payments, ...refusals].map(({ institution }) => institution);
  return {
    ...parts,
    payments,
    refusals,
    log,
    institutions: await institutionNames(tx, actor, [...new Set(named)]),
    filings: new Map(procurements.map(({ id, filing_number }) => [id, filing_number])),
  };
};
