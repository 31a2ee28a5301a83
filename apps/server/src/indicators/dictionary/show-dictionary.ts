import { listIndicators, readIndicator } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Answers, containing, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { targetsOf } from "../targets/targets.store.ts";
import { dictionaryOf } from "./dictionary.store.ts";
import { definitionsOf, listsNamed } from "./versions.store.ts";

type ReadRefusal = Refusal<"indicator-not-found">;

const answers: Answers<ReadRefusal> = { "indicator-not-found": [404, "词典里没有这个指标", "从指标词典的列表进入"] };

export const showDictionaryRoutes = (rooms: Rooms): void => {
  handle(rooms, listIndicators, async ({ tx, actor, query: { text, category, kind, asOf }, clock }) => {
    const all = await dictionaryOf(tx, actor, { onDate: (asOf as PlainDate | undefined) ?? clock.today() });
    const found = text === undefined ? undefined : await codesWith(tx, actor, text);
    const promised = await targetCounts(tx, actor);
    return ok({
      items: all
        .filter(
          (each) =>
            (category === undefined || each.category === category) &&
            (kind === undefined || each.kind === kind) &&
            (found?.has(each.code) ?? true),
        )
        .map((each) => ({ ...each, targets: promised.get(each.code) ?? 0 })),
      categories: [...new Set(all.map((each) => each.category))],
    });
  });

  handle(
    rooms,
    readIndicator,
    async ({ tx, actor, params: { code }, clock }) => {
      const today = clock.today();
      const [indicator] = await dictionaryOf(tx, actor, { onDate: today, codes: [code] });
      if (indicator === undefined) return refuse({ code: "indicator-not-found" });
      const definitions = await definitionsOf(tx, actor, code);
      const lists = await listsNamed(
        tx,
        actor,
        definitions.flatMap(({ listName }) => listName ?? []),
      );
      const names = await institutionNames(
        tx,
        actor,
        lists.flatMap(({ institution }) => institution ?? []),
      );
      const targets = await targetsOf(tx, actor, { indicator: code, asOf: today });
      return ok({
        indicator,
        definitions,
        lists: lists.map((list) => ({
          ...list,
          institution:
            list.institution === null ? null : { id: list.institution, name: names.get(list.institution) ?? list.institution },
        })),
        targets: targets.map(({ target, subject, subjectName, wording, terms }) => ({
          target,
          subject,
          subjectName,
          wording,
          by: typeof terms.by === "number" ? `${terms.by}年` : terms.by,
        })),
      });
    },
    answers,
  );
};

/** Codes of indicators whose code, name or formula has the text. */
const codesWith = async (tx: Tx, { province }: Actor, text: string): Promise<ReadonlySet<string>> => {
  const like = containing(text);
  const { rows } = await sql<{ code: string }>`
    select distinct i.code from indicator i join indicator_definition d on d.province = i.province and d.indicator = i.code
    where i.province = ${province} and (i.code ilike ${like} or i.title ilike ${like} or d.formula ilike ${like})`.execute(tx);
  return new Set(rows.map(({ code }) => code));
};

const targetCounts = async (tx: Tx, { province }: Actor): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await sql<{ indicator: string; count: number }>`
    select indicator, count(distinct target)::integer as count from target_version where province = ${province} group by 1`.execute(
    tx,
  );
  return new Map(rows.map(({ indicator, count }) => [indicator, count]));
};
