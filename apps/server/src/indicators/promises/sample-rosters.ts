import type { PromiseFindingView } from "@qiangyi/api";
import { showPromises } from "@qiangyi/api";
import { regions } from "@qiangyi/policy";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Clock, fixedClock, systemActor } from "../../platform/index.ts";
import { type LoadedEntry, loadEntries, storeLoadedFile } from "../../registers/index.ts";
import { loadNamedInstitutions, loadRegions, type NamedInstitution } from "../../registry/index.ts";
import { loadIndicators } from "../index.ts";

/** A province with hospitals of each kind, and its rosters as a test fills them. */

export const province = actorAs("prov_health_dept", { userId: "province" });
export const evidence = { documentNumber: "晋卫医发〔2023〕12号", documentDate: "2023-01-02", attachmentId: null };

export const allCounties = regions.filter(({ level }) => level === 3);
export const times = <Item>(count: number, make: (nth: number) => Item): Item[] =>
  Array.from({ length: count }, (_, nth) => make(nth));

const hospitals = (prefix: string, kind: NamedInstitution["class"], count: number): readonly NamedInstitution[] =>
  times(count, (nth) => ({
    id: `${prefix}${nth + 1}`,
    name: `样例${prefix}${nth + 1}号医院`,
    affiliation: "county",
    tier: "secondary",
    class: kind,
    region: allCounties[nth]?.code ?? "140121",
  }));

export const sampleRosters = async (clock: Clock = fixedClock("2026-06-30T02:00:00Z")) => {
  const database = await freshDatabase();
  await database.transaction(systemActor, async (tx) => {
    await loadRegions(tx);
    // Long before every day that a test asks about: institutions and lists are there from the beginning.
    const beginning = fixedClock("2023-01-01T02:00:00Z");
    await loadIndicators(tx, beginning);
    const named = [...hospitals("G", "general", 60), ...hospitals("Z", "tcm", 20), ...hospitals("M", "maternal-child", 10)];
    await loadNamedInstitutions(tx, beginning, named, "样例");
  });
  const api = await testApi(database, clock);
  /** Confirmed entries that stand in the roster from the beginning of 2023 on. */
  const load = (register: string, rows: readonly LoadedEntry["values"][]) =>
    database.transaction(systemActor, async (tx) => {
      const at = new Date("2023-01-02T02:00:00Z");
      const file = { name: "证书.pdf", contentType: "application/pdf", content: Buffer.from("%PDF-1.4"), sha256: "0".repeat(64) };
      const attachment = await storeLoadedFile(tx, systemActor, file, at);
      const document = { documentNumber: evidence.documentNumber, documentDate: evidence.documentDate };
      await loadEntries(
        tx,
        systemActor,
        rows.map((values) => ({ register, values, evidence: document })),
        { at, attachment },
      );
    });
  const written = async () =>
    (await database.query<{ n: number }>("select count(*)::int n from register_entry_history"))[0]?.n ?? -1;
  const card = async (name: string, asOf: string): Promise<PromiseFindingView> => {
    const { answer } = await api.call(province, showPromises, { query: { asOf } });
    const found = answer.parts.flatMap(({ cards }) => cards).find(({ clause }) => clause === `service-system-2023.${name}`);
    if (!found?.finding) throw new Error(`no finding of ${name}`);
    return found.finding;
  };
  return { database, api, load, written, card };
};

/** The value of a figure by its label. */
export const valueOf = ({ figures }: Pick<PromiseFindingView, "figures">, label: string): string | null | undefined =>
  figures.find((each) => each.label === label)?.value;
