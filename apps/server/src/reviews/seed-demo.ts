import type { ExpertInput } from "@qiangyi/api";
import { expertAccounts } from "../access/index.ts";
import { type Clock, newId, systemActor, type Tx } from "../platform/index.ts";
import { institutionsOf } from "../registry/index.ts";
import { columnsOf, nextExpertNumber, reviewsIn, searchTextOf } from "./experts.store.ts";

const fields = ["临床医学", "医院管理", "卫生信息化", "卫生经济"];
const titles = [
  ["主任医师", "senior"],
  ["主任护师", "senior"],
  ["研究员", "senior"],
  ["副主任医师", "associate-senior"],
] as const;

/**
 * 演示专家: one for each demonstration account of an expert. Most come from hospitals of the province and the cities; two share a unit, the last
 * works at a county hospital, so that a draw has a limit to keep and a conflict to find.
 */
export const seedDemoExperts = async (tx: Tx, clock: Clock): Promise<void> => {
  const taken = await reviewsIn(tx).selectFrom("expert").select("id").limit(1).executeTakeFirst();
  if (taken) return;
  const accounts = await expertAccounts(tx, systemActor.province);
  const hospitals = (await institutionsOf(tx)).filter(({ tier }) => tier === "tertiary");
  const large = hospitals.filter(({ affiliation }) => affiliation !== "county");
  const county = hospitals.find(({ affiliation }) => affiliation === "county");
  for (const [nth, account] of accounts.entries()) {
    const isLast = nth === accounts.length - 1;
    const unit = isLast ? county : large[nth === accounts.length - 2 ? 0 : nth % Math.max(1, large.length)];
    const [title, titleLevel] = titles[nth % titles.length] ?? titles[0];
    const input: ExpertInput = {
      name: account.name,
      title,
      titleLevel,
      institution: unit?.id ?? null,
      unitName: unit?.name ?? `演示单位${nth + 1}`,
      groupName: null,
      region: unit?.region ?? "140105",
      fields: [fields[nth % fields.length] ?? "临床医学", ...(nth % 3 === 0 ? ["绩效评价"] : [])],
      employments: [],
      relations: [],
      maxLoad: 30,
    };
    const number = await nextExpertNumber(tx, systemActor.province);
    await reviewsIn(tx)
      .insertInto("expert")
      .values({
        province: systemActor.province,
        id: newId(),
        number,
        city: null,
        account: account.id,
        ...columnsOf(input),
        state: "active",
        state_reason: null,
        search_text: searchTextOf(number, input),
        version: 1,
        changed_by: systemActor.userId,
        changed_name: systemActor.name,
        changed_at: clock.now(),
      })
      .execute();
  }
};
