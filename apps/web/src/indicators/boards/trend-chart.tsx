import type { BoardTrend } from "@qiangyi/api";
import { Table } from "antd";
import { useEffect, useRef, useState } from "react";
import type { drawTrend } from "./trend-drawing.ts";

type Drawing = ReturnType<typeof drawTrend>;

/** The course beside its path and forecast, and the same numbers as a table. */
export const TrendChart = ({ trend, title, unit }: { trend: BoardTrend; title: string; unit: string }) => {
  const box = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    let drawn: Drawing | undefined;
    let isGone = false;
    void import("./trend-drawing.ts").then((library) => {
      if (isGone || !box.current) return;
      drawn = library.drawTrend(box.current);
      setDrawing(drawn);
    });
    return () => {
      isGone = true;
      drawn?.remove();
    };
  }, []);
  const description = `${title}历年数值与目标；同样的数字见下表`;
  useEffect(() => drawing?.show(trend, description), [drawing, trend, description]);
  const rows = rowsOf(trend);
  return (
    <>
      <div className="trend-drawing" ref={box} role="img" aria-label={description} />
      <Table
        size="small"
        pagination={false}
        rowKey="year"
        dataSource={rows}
        columns={[
          { title: "年度", dataIndex: "year", render: (year: number) => `${year}年` },
          { title: "数值", dataIndex: "display", className: "number" },
          { title: `应达${unit === "" ? "" : `（${unit}）`}`, dataIndex: "path", className: "number" },
          { title: "说明", dataIndex: "note" },
        ]}
      />
    </>
  );
};

const rowsOf = ({ points, path, forecast, year }: BoardTrend) => {
  const years = [...new Set([...points, ...path, { year }].map((each) => each.year))].sort((a, b) => a - b);
  return years.map((wanted) => {
    const point = points.find((each) => each.year === wanted);
    const notes = [
      ...(point && !point.isComplete ? ["年度未满或缺月，为累计到目前"] : []),
      ...(wanted === year ? ["目标年"] : []),
      ...(forecast?.year === wanted ? [`按现有进度预测${forecast.value}`] : []),
    ];
    return {
      year: wanted,
      display: point?.display ?? "—",
      path: path.find((each) => each.year === wanted)?.value ?? "—",
      note: notes.join("；"),
    };
  });
};
