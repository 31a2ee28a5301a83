import { MapChart } from "echarts/charts";
import { AriaComponent, TooltipComponent, VisualMapComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import type { MapClass } from "./map-classes.ts";
import shanxi from "./shanxi.geo.json";

echarts.use([MapChart, TooltipComponent, VisualMapComponent, AriaComponent, SVGRenderer]);

export interface ChartContent {
  readonly level: "county" | "city";
  /** A city code: only its counties are drawn. */
  readonly within: string | undefined;
  readonly places: readonly {
    readonly code: string;
    readonly name: string;
    readonly value: number | null;
    readonly text: string;
  }[];
  readonly classes: readonly MapClass[];
  readonly classText: (piece: MapClass) => string;
  readonly selected: string | undefined;
  readonly description: string;
}

interface Shown {
  readonly data?: { readonly title: string; readonly text: string };
}

/** Draws the sketch map into `element`; the returned functions renew and remove it. */
export const drawMap = (element: HTMLElement, onSelect: (code: string) => void) => {
  const chart = echarts.init(element, undefined, { renderer: "svg" });
  const follow = new ResizeObserver(() => chart.resize());
  follow.observe(element);
  chart.on("click", ({ name }) => onSelect(String(name)));
  return {
    show: (content: ChartContent) => chart.setOption(optionOf(content), { notMerge: true }),
    remove: () => {
      follow.disconnect();
      chart.dispose();
    },
  };
};

const register = (level: "county" | "city", within: string | undefined): string => {
  const map = `shanxi-${level}-${within ?? "all"}`;
  if (echarts.getMap(map)) return map;
  const all = level === "city" ? shanxi.cities : shanxi.counties;
  const features =
    within === undefined ? all.features : all.features.filter(({ properties }) => properties.code.startsWith(within.slice(0, 4)));
  echarts.registerMap(map, { type: "FeatureCollection", features } as never);
  return map;
};

const optionOf = ({ level, within, places, classes, classText, selected, description }: ChartContent) => ({
  animation: false,
  aria: { enabled: true, label: { description } },
  tooltip: { formatter: ({ data }: Shown) => (data ? `${data.title}<br/>${data.text}` : "无数据") },
  visualMap: {
    type: "piecewise",
    left: 8,
    bottom: 8,
    itemWidth: 18,
    itemHeight: 12,
    textStyle: { color: "#1c2430", fontFamily: "inherit" },
    pieces: classes.map((piece) => ({ gte: piece.from, lte: piece.to, label: classText(piece), color: piece.colour })),
    outOfRange: { color: "#ffffff" },
    selectedMode: false,
  },
  series: [
    {
      type: "map",
      map: register(level, within),
      nameProperty: "code",
      aspectScale: 0.79,
      preserveAspect: "contain",
      top: 12,
      bottom: 12,
      left: 12,
      right: 12,
      selectedMode: false,
      label: {
        // 117 names do not fit on a screen; a city's counties and the eleven cities do.
        show: level === "city" || within !== undefined,
        formatter: ({ name }: { name: string }) => shortNames.get(name) ?? "",
        fontSize: 11,
        color: "#1c2430",
        textBorderColor: "#ffffff",
        textBorderWidth: 3,
      },
      itemStyle: { borderColor: "#5d6b7c", borderWidth: 0.6, areaColor: "#ffffff" },
      emphasis: { label: { show: true }, itemStyle: { areaColor: null, borderColor: "#1c2430", borderWidth: 2 } },
      data: places.map(({ code, name, value, text }) => ({
        name: code,
        value: value ?? Number.NaN,
        title: name,
        text,
        ...(code === selected && { itemStyle: { borderColor: "#1c2430", borderWidth: 2.4 } }),
      })),
    },
  ],
});

const shortNames = new Map(
  [...shanxi.cities.features, ...shanxi.counties.features].map(({ properties }) => [properties.code, properties.name]),
);
