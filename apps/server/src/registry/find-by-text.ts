import type { SearchHit } from "@qiangyi/api";
import type { Actor, Tx } from "../platform/index.ts";
import { findInstitutionPage } from "./institution-list.store.ts";
import { findRegions } from "./regions.store.ts";

/** Institutions in the actor's scope by name, former name, initials or code. */
export const findInstitutionsByText = async (tx: Tx, actor: Actor, text: string, limit: number): Promise<SearchHit[]> => {
  if (!actor.permissions.has("registry.read")) return [];
  const { items } = await findInstitutionPage(tx, actor, { q: text }, { limit });
  const names = new Map((await findRegions(tx, actor.province)).map((each) => [each.code, each.name]));
  return items.map(({ id, name, region }) => ({
    title: name,
    note: `${names.get(region) ?? region} · ${id}`,
    path: `/registry/institutions/${encodeURIComponent(id)}`,
  }));
};

/** Regions are public. */
export const findRegionsByText = async (tx: Tx, actor: Actor, text: string, limit: number): Promise<SearchHit[]> => {
  const wanted = text.toLowerCase();
  const regions = await findRegions(tx, actor.province);
  return regions
    .filter(({ code, name, initials }) => name.includes(text) || code.startsWith(text) || initials.startsWith(wanted))
    .slice(0, limit)
    .map(({ code, name }) => ({ title: name, note: code, path: `/registry/regions/${code}` }));
};
