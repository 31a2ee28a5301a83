import type { PlainDate } from "@qiangyi/kernel";
import {
  type CentreLists,
  centreFacts,
  type GrantEntry,
  type PlatformEntry,
  type RankingEntry,
  type RecordsLevelEntry,
  type SpecialtyLevelEntry,
} from "@qiangyi/policy/regional-centres";
import type { Actor, Tx } from "../../platform/index.ts";
import { type EntryAsOf, entriesAsOf } from "../../registers/index.ts";
import { byTarget } from "./by-target.ts";
import type { TargetFacts } from "./evaluate.ts";
import { namedInstitutions } from "./named-subjects.ts";

const registers = ["plan-platform", "plan-grant", "plan-records-level", "plan-specialty-level", "national-ranking"] as const;

const printedNames = new Map(namedInstitutions.map(({ id, name }) => [id, name]));

/** What the lists of the four centres said on a day, within the actor's scope. */
export const centreListFacts = async (
  tx: Tx,
  actor: Actor,
  targets: readonly { readonly target: string }[],
  asOf: PlainDate,
): Promise<ReadonlyMap<string, TargetFacts>> => {
  if (!targets.some(({ target }) => target.startsWith("regional-centres-2023."))) return new Map();
  const entries = await entriesAsOf(tx, actor, registers, asOf);
  // The values were checked against the fields of their register when they were saved.
  const listed = <Row>(register: (typeof registers)[number]): readonly Row[] =>
    entries
      .filter((entry) => entry.register === register && printedNames.has(entry.institution ?? ""))
      .map((entry) => ({ ...entry.values, hospital: hospitalOf(entry) }) as Row);
  const lists: CentreLists = {
    platforms: listed<PlatformEntry>("plan-platform"),
    grants: listed<GrantEntry>("plan-grant"),
    records: listed<RecordsLevelEntry>("plan-records-level"),
    specialties: listed<SpecialtyLevelEntry>("plan-specialty-level"),
    rankings: listed<RankingEntry>("national-ranking").filter(({ published }) => published !== undefined && published !== null),
  };
  return byTarget(centreFacts(lists));
};

const hospitalOf = ({ institution }: EntryAsOf): string => printedNames.get(institution ?? "") ?? "";
