import { commitCountyMoney, listCountyBurdens } from "@qiangyi/api";
import { addDays } from "@qiangyi/kernel";
import type { Story } from "./calls.ts";
import { countyFinance } from "./people.ts";
import type { Declared } from "./road.ts";

/** The counties commit what the pilot asks of them for these projects: without it none could be listed (5g-2022.art2.h). */
export const commitCounties = async ({ desk, people, ago, today }: Story, projects: readonly Declared[], day: number) => {
  const ids = new Set(projects.map(({ id }) => id));
  const counties = new Set(projects.map(({ unit }) => unit.slice(0, 6)).filter((region) => !region.endsWith("00")));
  for (const region of counties) {
    const moment = { actor: countyFinance(people, region), at: ago(day) };
    const { items } = await desk.send(moment, listCountyBurdens, {});
    const open = items.filter(({ project, gapFen }) => ids.has(project.id) && gapFen !== "0");
    for (const [nth, { project, neededFen }] of open.entries()) {
      const dateOn = addDays(today, -day);
      const body = { amountFen: neededFen, documentNumber: `演示县财函〔${dateOn.slice(0, 4)}〕${31 + nth}号`, dateOn };
      await desk.send(moment, commitCountyMoney, { params: { projectId: project.id }, body });
    }
  }
};
