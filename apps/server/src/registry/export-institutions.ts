import { exportInstitutions } from "@qiangyi/api";
import { ok, yearOf } from "@qiangyi/kernel";
import { writeTemplate } from "../documents/index.ts";
import { handle, type Rooms } from "../platform/index.ts";
import { institutionFields, institutionTemplate, rowOf } from "./institution-workbook.ts";
import { findAllInstitutions } from "./institutions.store.ts";
import { regionChoices } from "./institutions-for-rooms.ts";

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** What the list shows, in the layout of the template: it can be changed and loaded again. */
export const exportInstitutionsRoute = (rooms: Rooms): void =>
  handle(rooms, exportInstitutions, async ({ tx, actor, query, clock }) => {
    const today = clock.today();
    const regions = await regionChoices(tx, actor);
    const found = await findAllInstitutions(tx, actor, query);
    const content = await writeTemplate({
      template: institutionTemplate,
      fields: institutionFields,
      context: { province: regions[0]?.name ?? "", year: yearOf(today), madeOn: today },
      lookups: { institutions: [], regions },
      rows: found.map(({ id, record, warningReason }) => rowOf(id, record, warningReason)),
    });
    return ok({ name: `机构名录${today.replaceAll("-", "")}.xlsx`, contentType: xlsx, content });
  });
