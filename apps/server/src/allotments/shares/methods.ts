import { listSharingMethods, type RouteAnswer, recordSharingMethod } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { fundingLines, fundingLinesById } from "@qiangyi/policy";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { insertMethod, sharingMethods } from "./methods.store.ts";

type MethodRefusal = Refusal<"WEIGHTS_NOT_100"> | Refusal<"not-on-the-way"> | Refusal<"line-unknown">;
const answers: Answers<MethodRefusal> = {
  WEIGHTS_NOT_100: [422, "省、市、县负担比例合计应为100%", "请核对三级比例"],
  "not-on-the-way": [422, "省直管县的项目市级不负担，市级项目县级不负担", "请把不负担的一级填0"],
  "line-unknown": [422, "没有这个支持项目"],
};

/** Hundredths of a percent: whole numbers add up without noise. */
const hundredths = (percent: string): number => {
  const [whole = "0", part = ""] = percent.split(".");
  return Number(whole) * 100 + Number(part.padEnd(2, "0"));
};

/** 负担办法 is not in this regulation: it is recorded with its source, and nothing is until somebody does (qiangyi-2024.art8.1.a). */
export const methodRoutes = (rooms: Rooms): void => {
  handle(rooms, listSharingMethods, async ({ tx, actor }) =>
    ok({
      items: (await sharingMethods(tx, actor.province)).map((method) => ({
        id: method.id,
        line: method.line,
        lineName: lineName(method.line),
        route: method.route,
        fromYear: method.fromYear,
        provincePercent: method.provincePercent,
        cityPercent: method.cityPercent,
        countyPercent: method.countyPercent,
        source: method.source,
        by: method.recordedName,
        recordedAt: method.recordedAt.toISOString(),
      })),
      lines: fundingLines.map(({ id, shortName }) => ({ value: id, label: shortName })),
      mayRecord: actor.level === "province" && actor.permissions.has("budgets.write"),
    }),
  );

  handle(
    rooms,
    recordSharingMethod,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof recordSharingMethod>, MethodRefusal>> => {
      if (!fundingLinesById.has(body.line)) return refuse({ code: "line-unknown" });
      const [province, city, county] = [body.provincePercent, body.cityPercent, body.countyPercent].map(hundredths);
      if ((province ?? 0) + (city ?? 0) + (county ?? 0) !== 10_000) return refuse({ code: "WEIGHTS_NOT_100" });
      if ((body.route === "direct-county" && city !== 0) || (body.route === "city" && county !== 0))
        return refuse({ code: "not-on-the-way" });
      const before = (await sharingMethods(tx, actor.province)).find(
        ({ line, route, fromYear }) => line === body.line && route === body.route && fromYear === body.fromYear,
      );
      return ok({
        id: await insertMethod(tx, actor, clock.now(), { ...body, corrections: before ? before.corrections + 1 : 0 }),
      });
    },
    answers,
  );
};
