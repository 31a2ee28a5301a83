import { sql } from "kysely";
import { type Database, systemActor, systemClock } from "../../apps/server/src/platform/index.ts";
import { type LoadedEntry, loadEntries } from "../../apps/server/src/registers/index.ts";
import { institutionsOf } from "../../apps/server/src/registry/index.ts";

const register = "secondment";
const perTransaction = 20_000;

/**
 * Fills the register of doctors sent down to `wanted` entries, through the store's own path: checks, numbers, history and kept
 * totals are those of the product. Spread over all counties and the years.
 */
export const fillTo =
  (wanted: number, years: readonly number[]) =>
  async (database: Database): Promise<void> => {
    const institutions = await database.transaction(systemActor, (tx) => institutionsOf(tx, systemActor));
    const senders = institutions.filter(({ tier, affiliation }) => tier === "tertiary" && affiliation !== "county");
    const hosts = institutions.filter(({ affiliation }) => affiliation === "county");
    const present = await database.transaction(systemActor, async (tx) => {
      const { rows } = await sql<{ entries: bigint }>`
        select coalesce(sum(entries), 0)::bigint as entries from register_total where register = ${register} and scope = 'province'`.execute(
        tx,
      );
      return Number(rows[0]?.entries ?? 0);
    });
    for (let from = present; from < wanted; from += perTransaction) {
      const entries = Array.from({ length: Math.min(perTransaction, wanted - from) }, (_, index) =>
        entryOf(from + index, { senders, hosts, years }),
      );
      await database.transaction(systemActor, (tx) =>
        loadEntries(tx, { ...systemActor, name: "演示数据" }, entries, { at: systemClock.now(), attachment: "" }),
      );
    }
  };

const entryOf = (
  nth: number,
  { senders, hosts, years }: { senders: readonly { id: string }[]; hosts: readonly { id: string }[]; years: readonly number[] },
): LoadedEntry => {
  const year = years[nth % years.length] ?? 2025;
  const day = String(((nth * 7) % 28) + 1).padStart(2, "0");
  return {
    register,
    values: {
      person: `演示医师${String(nth).padStart(7, "0")}`,
      sender: senders[nth % senders.length]?.id ?? "",
      host: hosts[(nth * 31) % hosts.length]?.id ?? "",
      from: `${year}-${String(((nth * 5) % 6) + 1).padStart(2, "0")}-${day}`,
      to: `${year}-12-31`,
      title: "intermediate",
      yearsInTitle: 3 + (nth % 9),
      mode: nth % 3 === 0 ? "five-batches" : "group",
    },
    evidence: { documentNumber: `演示卫发〔${year}〕${(nth % 90) + 1}号`, documentDate: `${year}-01-01` },
  };
};
