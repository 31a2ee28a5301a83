import type { BoardTrend } from "@qiangyi/api";
import { LineChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

echarts.use([LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, SVGRenderer]);

/** Draws the course of a target; the returned functions renew and remove it. */
export const drawTrend = (element: HTMLElement) => {
  const chart = echarts.init(element, undefined, { renderer: "svg" });
  const follow = new ResizeObserver(() => chart.resize());
  follow.observe(element);
  return {
    show: (trend: BoardTrend, description: string) => chart.setOption(optionOf(trend, description), { notMerge: true }),
    remove: () => {
      follow.disconnect();
      chart.dispose();
    },
  };
};

const ink = "#1c2430";

const optionOf = ({ points, path, forecast, threshold, year }: BoardTrend, description: string) => {
  const from = Math.min(...points.map((each) => each.year), ...path.map((each) => each.year), year);
  const to = Math.max(year, ...points.map((each) => each.year));
  const years = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const at = (rows: readonly { readonly year: number; readonly value: string }[]) =>
    years.map((wanted) => {
      const found = rows.find((each) => each.year === wanted);
      return found === undefined ? null : Number(found.value);
    });
  const last = points.findLast(({ isComplete }) => isComplete);
  const dashed = { type: "dashed", width: 1.6 } as const;
  const line = { type: "line", symbolSize: 7, connectNulls: true } as const;
  return {
    animation: false,
    textStyle: { fontFamily: "inherit" },
    aria: { enabled: true, label: { description } },
    grid: { top: 34, right: 18, bottom: 26, left: 60 },
    legend: { top: 0, left: 0, textStyle: { color: ink } },
    tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: years.map((each) => `${each}年`), axisLabel: { color: ink } },
    yAxis: { type: "value", scale: true, axisLabel: { color: ink } },
    series: [
      { ...line, name: "实际", data: at(points), symbol: "circle", lineStyle: { width: 2.4 }, color: "#1a4f8b" },
      ...(path.length > 1
        ? [{ ...line, name: "应达", data: at(path), symbol: "diamond", lineStyle: dashed, color: "#6b4a00" }]
        : []),
      ...(forecast && last && last.year < forecast.year
        ? [
            {
              ...line,
              name: "预测",
              data: at([last, forecast]),
              symbol: "triangle",
              lineStyle: { ...dashed, type: "dotted" },
              color: "#5b2c9e",
            },
          ]
        : []),
      ...(threshold
        ? [
            {
              ...line,
              name: threshold.max === null ? "目标值" : "目标下限",
              data: years.map(() => Number(threshold.min)),
              symbol: "none",
              lineStyle: { width: 1.4 },
              color: "#a3201a",
            },
          ]
        : []),
      ...(threshold?.max
        ? [
            {
              ...line,
              name: "目标上限",
              data: years.map(() => Number(threshold.max)),
              symbol: "none",
              lineStyle: { width: 1 },
              color: "#8a6d6b",
            },
          ]
        : []),
    ],
  };
};
