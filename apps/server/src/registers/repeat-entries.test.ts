import { expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { moveEntries } from "./entries.store.ts";
import { loadEntries } from "./load-entries.ts";
import { repeatEntries } from "./repeat-entries.ts";
import { addSampleInstitutions, sampleEvidence } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const at = new Date("2024-12-01T02:00:00Z");
const register = "plan-core-system";
const check = (institution: string, system: string, fulfilled = true) => ({
  register,
  values: { institution, year: 2024, system, basis: "self-check", fulfilled, checked: "2024-11-20" },
  evidence: { documentNumber: sampleEvidence.documentNumber, documentDate: sampleEvidence.documentDate },
});
const load = (...entries: ReturnType<typeof check>[]) =>
  database.transaction(systemActor, (tx) => loadEntries(tx, systemActor, entries, { at, attachment: "" }));
const repeat = (...to: string[]) =>
  database.transaction(systemActor, (tx) => repeatEntries(tx, systemActor, { register, from: "Q1", to, at }));
const stored = (institution: string) =>
  database.query(
    `select to_jsonb(e) - 'id' - 'entry_no' || jsonb_build_object('search_text', replace(search_text, lower(entry_no), '')) as entry
     from register_entry e where institution = $1 order by unique_key`,
    [institution],
  );

it("照一家的样子给别家各记一份:与逐条登记的一样,已有的不动,编号不重,台账的账一致", async () => {
  const systems = ["first-visit", "ward-rounds", "consultation"];
  await load(...systems.map((system) => check("Q1", system)), check("Q2", "ward-rounds", false));
  expect(await repeat("Q1", "Q2", "Y1", "无此机构")).toBe(5);
  const [second, third] = [await stored("Q2"), await stored("Y1")];
  expect(second.map(({ entry }) => [entry.data.system, entry.data.fulfilled])).toEqual([
    ["consultation", true],
    ["first-visit", true],
    ["ward-rounds", false],
  ]);
  // 与从头逐条登记的一份逐列相比
  const rows = await database.query<{ id: string }>("select id from register_entry where institution = 'Y1'");
  const withdrawn = { actor: systemActor, at, ids: rows.map(({ id }) => id), state: "withdrawn", note: "试验" } as const;
  await database.transaction(systemActor, (tx) => moveEntries(tx, withdrawn));
  await load(...systems.map((system) => check("Y1", system)));
  const again = (await stored("Y1")).filter(({ entry }) => entry.state === "confirmed");
  expect(again).toEqual(third);
  const [books] = await database.query(`select
    (select count(distinct entry_no)::int from register_entry) as numbers, (select count(*)::int from register_entry) as entries,
    (select count(distinct id)::int from register_entry_history where version = 1) as histories,
    (select sum(entries)::int from register_total where scope = 'province' and state = 'confirmed') as confirmed`);
  expect(books).toEqual({ numbers: 12, entries: 12, histories: 12, confirmed: 9 });
  expect(await repeat("Y1", "Q2")).toBe(0);
});

it("名额有限的、不以机构区别的台账不能这样登记,什么也没有写", async () => {
  const before = await database.query("select count(*) from register_entry");
  for (const other of ["plan-centre-township", "plan-county-group", "no-such-register"])
    await expect(
      database.transaction(systemActor, (tx) => repeatEntries(tx, systemActor, { register: other, from: "Q1", to: ["Q2"], at })),
    ).rejects.toThrow("only where the institution");
  expect(await database.query("select count(*) from register_entry")).toEqual(before);
});
