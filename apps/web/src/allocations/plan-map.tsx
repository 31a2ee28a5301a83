import { groupPlan } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { Pending, useAnswer } from "../ui/index.ts";
import { RegionMap } from "../ui/region-map.tsx";
import type { PlanDetails } from "./plan-answers.ts";

/** Amounts per county; money of the province and of the cities themselves is not on the map and says so. */
export const PlanMap = ({ plan }: { plan: PlanDetails }) => {
  const [within, setWithin] = useState<string>();
  const answer = useAnswer(groupPlan, { params: { planId: plan.id }, query: { by: "county" } });
  const cities = useAnswer(groupPlan, { params: { planId: plan.id }, query: { by: "city" } });
  if (!answer.data || !cities.data) return <Pending of={answer.data ? cities : answer} />;
  const cityName = new Map(cities.data.groups.map(({ city, name }) => [city, name]));
  const counties = answer.data.groups.filter(({ county }) => county !== null && county !== "none");
  const elsewhere = answer.data.groups.filter(({ county }) => county === "none");
  const off = elsewhere.reduce((sum, { sums }) => sum + BigInt(sums.proposedFen), 0n);
  return (
    <section className="panel" aria-label="地图">
      {within !== undefined && (
        <Button size="small" onClick={() => setWithin(undefined)}>
          返回全省
        </Button>
      )}
      <RegionMap
        title={`${plan.year}年各县建议金额`}
        quantity="建议金额"
        unit="万元"
        level="county"
        within={within}
        values={counties.map(({ county, city, name, sums }) => ({
          code: county ?? "",
          label: `${cityName.get(city) ?? ""}${name}`,
          value: wanOf(sums.proposedFen),
        }))}
        format={wanText}
        onSelect={(code) => setWithin((before) => (before === undefined ? `${code.slice(0, 4)}00` : before))}
      />
      <p className="figure-note">地图不含省本级和市本级机构的{wanText(wanOf(String(off)))}万元。</p>
    </section>
  );
};

/** For drawing only; the tables show exact amounts. */
export const wanOf = (fen: string): number => Number(BigInt(fen)) / 1_000_000;
export const wanText = (wan: number): string =>
  wan.toLocaleString("zh-CN", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
