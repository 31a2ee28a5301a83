import { Button, Table } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { type MapClass, mapClasses } from "./map-classes.ts";
import type { drawMap } from "./region-chart.ts";
import "./region-map.css";
import { ScrollBox } from "./scroll-box.tsx";

export interface RegionValue {
  /** GB/T 2260 code of a county or city. */
  readonly code: string;
  /** Null: nothing recorded, which is drawn white and never as zero. */
  readonly value: number | null;
  /** Name of the place as the table shows it: "阳泉市城区". */
  readonly label: string;
}

export interface RegionMapProps {
  readonly title: string;
  /** What is counted or summed, as the table's heading names it: "建议金额". */
  readonly quantity: string;
  readonly unit: string;
  readonly level: "county" | "city";
  readonly values: readonly RegionValue[];
  /** A city code: draws only the counties of that city. */
  readonly within?: string | undefined;
  /** How a number reads; default: whole numbers with separators. */
  readonly format?: (value: number) => string;
  readonly selected?: string | undefined;
  readonly onSelect?: (code: string) => void;
}

const plain = (value: number): string => value.toLocaleString("zh-CN");

/** A sketch map and, beside it, the same numbers as a table: the map shows where, the table ranks, prints and works by keyboard. */
export const RegionMap = ({
  title,
  quantity,
  unit,
  level,
  values,
  within,
  format = plain,
  selected,
  onSelect,
}: RegionMapProps) => {
  const places = useMemo(
    () => (within === undefined ? values : values.filter(({ code }) => code.startsWith(within.slice(0, 4)))),
    [values, within],
  );
  const text = (value: number | null): string => (value === null ? "—" : format(value));
  const classes = useMemo(() => mapClasses(places.flatMap(({ value }) => (value === null ? [] : [value]))), [places]);
  const description = `${title}示意图，单位${unit}，共${places.length}个${level === "city" ? "市" : "县（市、区）"}；同样的数字见旁边的表格`;
  const box = useChart(
    (chart) =>
      chart.show({
        level,
        within,
        places: places.map(({ code, label, value }) => ({
          code,
          name: label,
          value,
          text: value === null ? "无数据" : `${format(value)} ${unit}`,
        })),
        classes,
        classText: (piece: MapClass) =>
          piece.from === piece.to ? format(piece.from) : `${format(piece.from)} 至 ${format(piece.to)}`,
        selected,
        description,
      }),
    onSelect,
  );
  return (
    <section className="region-map" aria-label={title}>
      <figure>
        <div className="region-map-drawing" ref={box} role="img" aria-label={description} />
        <figcaption>示意图，仅表示数据所在的地区，不作为划界依据；白色为无数据</figcaption>
      </figure>
      <div className="region-map-table">
        <ScrollBox label={`${title}表`} isTall>
          <Table<RegionValue>
            size="small"
            pagination={false}
            rowKey="code"
            dataSource={[...places]}
            rowClassName={({ code }) => (code === selected ? "region-map-selected" : "")}
            columns={[
              {
                title: "地区",
                dataIndex: "label",
                sorter: (a, b) => a.code.localeCompare(b.code),
                render: (label: string, { code }) =>
                  onSelect ? (
                    <Button type="link" size="small" aria-pressed={code === selected} onClick={() => onSelect(code)}>
                      {label}
                    </Button>
                  ) : (
                    label
                  ),
              },
              {
                title: `${quantity}（${unit}）`,
                dataIndex: "value",
                align: "right",
                width: 150,
                defaultSortOrder: "descend",
                sorter: (a, b) =>
                  (a.value ?? Number.NEGATIVE_INFINITY) - (b.value ?? Number.NEGATIVE_INFINITY) || b.code.localeCompare(a.code),
                render: (value: number | null) => text(value),
              },
            ]}
          />
        </ScrollBox>
      </div>
    </section>
  );
};

type Chart = ReturnType<typeof drawMap>;

/** Loads the drawing library and the outlines when a map first comes on screen, then renews the drawing with every change. */
const useChart = (show: (chart: Chart) => void, onSelect: ((code: string) => void) | undefined) => {
  const box = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<Chart>();
  const select = useRef(onSelect);
  select.current = onSelect;
  useEffect(() => {
    let drawn: Chart | undefined;
    let isGone = false;
    void import("./region-chart.ts").then((library) => {
      if (isGone || !box.current) return;
      drawn = library.drawMap(box.current, (code) => select.current?.(code));
      setChart(drawn);
    });
    return () => {
      isGone = true;
      drawn?.remove();
    };
  }, []);
  useEffect(() => {
    if (chart) show(chart);
  });
  return box;
};
