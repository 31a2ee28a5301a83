import { countInstitutions, institutionDraft, listInstitutionChoices, listInstitutions, showInstitution } from "@qiangyi/api";
import { ok, refuse } from "@qiangyi/kernel";
import { handle, type Rooms } from "../platform/index.ts";
import { countFiltered, countsByRegion, findInstitutionPage } from "./institution-list.store.ts";
import { findAllMemberships, findGroupMembers, findHistory, findInstitution } from "./institutions.store.ts";

export const showInstitutionsRoutes = (rooms: Rooms): void => {
  handle(rooms, listInstitutions, async ({ tx, actor, query: { after, limit, ...filters } }) => {
    const page = await findInstitutionPage(tx, actor, filters, { after, limit });
    return ok({ ...page, total: await countFiltered(tx, actor, filters) });
  });

  handle(rooms, countInstitutions, async ({ tx, actor, query }) => {
    const items = await countsByRegion(tx, actor, query);
    return ok({ items, total: items.reduce((total, { count }) => total + count, 0) });
  });

  handle(rooms, listInstitutionChoices, async ({ tx, actor, query: { q, limit } }) => {
    const { items } = await findInstitutionPage(tx, actor, { q }, { limit });
    return ok({ items: items.map(({ id, name, region }) => ({ id, name, region })) });
  });

  handle(
    rooms,
    showInstitution,
    async ({ tx, actor, params: { id } }) => {
      const found = await findInstitution(tx, actor, id);
      if (!found) return refuse({ code: "institution-not-found" });
      const history = await findHistory(tx, actor.province, id);
      const memberships = await findAllMemberships(tx, actor.province, id);
      const { membership } = found.record;
      return ok({
        ...found,
        memberships: memberships.map(({ kind, group_name, role, joined_on, left_on, is_current }) => ({
          kind,
          group: group_name,
          role,
          from: joined_on,
          to: left_on,
          isCurrent: is_current,
        })),
        groupMembers: membership ? (await findGroupMembers(tx, actor, membership)).filter((member) => member.id !== id) : [],
        history: history.map(({ version, change, at, by_name, reason, record }) => ({
          version,
          change,
          at: at.toISOString(),
          by: by_name,
          reason,
          record: institutionDraft.parse(record),
        })),
      });
    },
    { "institution-not-found": [404, "找不到这个机构，或不在您的管辖范围内"] },
  );
};
