import type { CheckLevel } from "@qiangyi/projects";
import type { Actor, Tx } from "../../platform/index.ts";
import { regionChoices } from "../../registry/index.ts";
import type { StoredProject } from "../project.store.ts";

/** Names of the authorities on a project's route, as officials write them: 阳曲县卫生健康局、太原市卫生健康委. */
export interface Offices {
  health(project: Pick<StoredProject, "city" | "county">, level: CheckLevel): string;
  finance(project: Pick<StoredProject, "city" | "county">, level: "county" | "city"): string;
  region(code: string): string;
}

export const officesOf = async (tx: Tx, actor: Actor): Promise<Offices> => {
  const names = new Map((await regionChoices(tx, actor)).map(({ code, name }) => [code, name]));
  const region = (code: string): string => names.get(code) ?? code;
  const placed = (code: string | null, otherwise: string): string => (code === null ? otherwise : region(code));
  return {
    region,
    health: ({ city, county }, level) =>
      level === "county"
        ? `${placed(county, "县")}卫生健康局`
        : level === "city"
          ? `${placed(city, "市")}卫生健康委`
          : "省卫生健康委",
    finance: ({ city, county }, level) => (level === "county" ? `${placed(county, "县")}财政局` : `${placed(city, "市")}财政局`),
  };
};
