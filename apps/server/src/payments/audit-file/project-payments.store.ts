import { type Actor, type Tx, within } from "../../platform/index.ts";
import { paymentsIn, type StoredPayment } from "../requests/requests.store.ts";

export interface AskedProject {
  readonly project: string;
  readonly line?: string | undefined;
  readonly institution?: string | undefined;
}

/** Every request of a project within the actor's sight, in the order in which they were made. */
export const paymentsOfProject = (tx: Tx, actor: Actor, { project, line, institution }: AskedProject): Promise<StoredPayment[]> =>
  paymentsIn(tx)
    .selectFrom("payment_request")
    .selectAll()
    .where(within(actor, "payment_request"))
    .where("project", "=", project)
    .$if(line !== undefined, (query) => query.where("line", "=", line ?? ""))
    .$if(institution !== undefined, (query) => query.where("institution", "=", institution ?? ""))
    .orderBy("id")
    .execute();

/** What hangs on these requests: steps, movements of money back, attachments of every round, numbers of procurement filings. */
export const partsOfPayments = async (tx: Tx, actor: Actor, payments: readonly StoredPayment[]) => {
  const ids = payments.map(({ id }) => id);
  if (ids.length === 0) return { steps: [], movements: [], attachments: [], procurements: [] };
  const tables = paymentsIn(tx);
  const steps = await tables
    .selectFrom("payment_step")
    .selectAll()
    .where(within(actor, "payment_step"))
    .where("request", "in", ids)
    .orderBy("request")
    .orderBy("seq")
    .execute();
  const movements = await tables
    .selectFrom("payment_movement")
    .selectAll()
    .where(within(actor, "payment_movement"))
    .where("request", "in", ids)
    .orderBy("id")
    .execute();
  const attachments = await tables
    .selectFrom("payment_attachment")
    .selectAll()
    .where(within(actor, "payment_attachment"))
    .where("request", "in", ids)
    .orderBy("request")
    .orderBy("round")
    .orderBy("name")
    .execute();
  const filings = payments.flatMap(({ procurement }) => (procurement === null ? [] : [procurement]));
  const procurements =
    filings.length === 0
      ? []
      : await tables
          .selectFrom("procurement_record")
          .select(["id", "filing_number"])
          .where(within(actor, "procurement_record"))
          .where("id", "in", filings)
          .execute();
  return { steps, movements, attachments, procurements };
};

/** Requests that a check stopped before they became one, for the same project. */
export const refusalsOfProject = (tx: Tx, actor: Actor, { project, line, institution }: AskedProject) =>
  paymentsIn(tx)
    .selectFrom("payment_refusal")
    .selectAll()
    .where(within(actor, "payment_refusal"))
    .where("project", "=", project)
    .$if(line !== undefined, (query) => query.where("line", "=", line ?? ""))
    .$if(institution !== undefined, (query) => query.where("institution", "=", institution ?? ""))
    .orderBy("id")
    .execute();
