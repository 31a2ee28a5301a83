import type { BoardTrend } from "@qiangyi/api";

const [width, height, margin] = [92, 26, 4];

/** The years at a glance: points, the threshold dashed. The numbers stand in its name and in the drawer's table. */
export const Sparkline = ({ trend, title }: { trend: BoardTrend; title: string }) => {
  const { points, threshold } = trend;
  if (points.length === 0) return <span className="board-none">—</span>;
  const values = [...points.map(({ value }) => Number(value)), ...(threshold ? [Number(threshold.min)] : [])];
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const y = (value: number): number =>
    most === least ? height / 2 : height - margin - ((value - least) / (most - least)) * (height - 2 * margin);
  const first = points[0]?.year ?? 0;
  const span = Math.max(1, (points.at(-1)?.year ?? first) - first);
  const x = (year: number): number => margin + ((year - first) / span) * (width - 2 * margin);
  const told = points.map(({ year, display, isComplete }) => `${year}年${display}${isComplete ? "" : "（未满年）"}`).join("，");
  return (
    <svg className="sparkline" width={width} height={height} role="img" aria-label={`${title}走势：${told}`}>
      {threshold && (
        <line x1={0} x2={width} y1={y(Number(threshold.min))} y2={y(Number(threshold.min))} className="sparkline-threshold" />
      )}
      <polyline points={points.map(({ year, value }) => `${x(year)},${y(Number(value))}`).join(" ")} className="sparkline-line" />
      {points.map(({ year, value, isComplete }) => (
        <circle
          key={year}
          cx={x(year)}
          cy={y(Number(value))}
          r={2.6}
          className={isComplete ? "sparkline-point" : "sparkline-open"}
        />
      ))}
    </svg>
  );
};
