import { exportExperts } from "@qiangyi/api";
import { ok, yearOf } from "@qiangyi/kernel";
import { type RowValues, writeTemplate } from "../documents/index.ts";
import { type Actor, handle, type Rooms, type Tx } from "../platform/index.ts";
import { regionChoices } from "../registry/index.ts";
import { expertFields, expertTemplate, inputOf, rowOf } from "./expert-workbook.ts";
import { type ExpertFilter, listPool } from "./experts.store.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What the list shows, in the layout of the template: it can be changed and loaded again. */
export const exportExpertsRoute = (rooms: Rooms): void =>
  handle(rooms, exportExperts, async ({ tx, actor, query, clock }) => {
    const today = clock.today();
    const regions = await regionChoices(tx, actor);
    const content = await writeTemplate({
      template: expertTemplate,
      fields: expertFields,
      context: { province: regions[0]?.name ?? "", year: yearOf(today), madeOn: today },
      lookups: { institutions: [], regions },
      rows: rowsOf(tx, actor, query),
    });
    return ok({ name: `专家库${today.replaceAll("-", "")}.xlsx`, contentType: xlsx, content });
  });

async function* rowsOf(tx: Tx, actor: Actor, filter: Omit<ExpertFilter, "after" | "limit">): AsyncGenerator<RowValues> {
  for (let after: string | undefined; ; ) {
    const experts = await listPool(tx, actor, { ...filter, after, limit: 500 });
    for (const expert of experts) yield rowOf(expert.number, inputOf(expert));
    const last = experts.at(-1);
    if (!last) return;
    after = last.number;
  }
}
