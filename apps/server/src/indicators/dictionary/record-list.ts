import { recordIndicatorList } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { coreSystemsList, coreSystemsProblem } from "@qiangyi/policy/service-system";
import { type Answers, handle, newId, type Rooms } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import type { IndicatorTables } from "../tables.ts";
import { listsNamed } from "./versions.store.ts";

type ListRefusal =
  | Refusal<"institution-not-found">
  | Refusal<"list-item-twice", { readonly item: string }>
  | Refusal<"CORE_SYSTEMS_MISFIT", { readonly problem: string }>
  | Refusal<"not-later", { readonly latest: string }>;

const answers: Answers<ListRefusal> = {
  "institution-not-found": [422, "找不到这家机构", "从机构库中选择"],
  "list-item-twice": [422, ({ item }) => `“${item}”在清单里出现了两次`, "覆盖率按项计，同一项只列一次"],
  CORE_SYSTEMS_MISFIT: [422, ({ problem }) => problem, "核心制度清单全国统一，按国家要点填写"],
  "not-later": [422, ({ latest }) => `生效日期应晚于现有版本的${latest}`, "以前的时期按当时的清单，不改写"],
};

/** A list never changes: a new version takes its place from a day on. */
export const recordListRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    recordIndicatorList,
    async ({ tx, actor, body, clock }): Promise<Result<{ id: string; version: number }, ListRefusal>> => {
      const { name, institution, effectiveFrom, items, source } = body;
      if (institution !== null && !(await institutionNames(tx, actor, [institution])).has(institution))
        return refuse({ code: "institution-not-found" });
      const problem = name === coreSystemsList.name ? coreSystemsProblem(items) : undefined;
      if (problem !== undefined) return refuse({ code: "CORE_SYSTEMS_MISFIT", problem });
      const twice = items.find((item, at) => items.indexOf(item) !== at);
      if (twice !== undefined) return refuse({ code: "list-item-twice", item: twice });
      const [latest] = (await listsNamed(tx, actor, [name])).filter((list) => list.institution === institution);
      if (latest !== undefined && effectiveFrom <= latest.effectiveFrom)
        return refuse({ code: "not-later", latest: latest.effectiveFrom });
      const id = newId();
      const version = (latest?.version ?? 0) + 1;
      await tx
        .withTables<IndicatorTables>()
        .insertInto("indicator_list")
        .values({
          province: actor.province,
          id,
          name,
          version,
          institution,
          effective_from: effectiveFrom,
          items: [...items],
          source,
          recorded_by: actor.userId,
          recorded_name: actor.name,
          recorded_at: clock.now(),
        })
        .execute();
      return ok({ id, version });
    },
    answers,
  );
