import type { SubjectSummaryView } from "@qiangyi/api";

/** Met ratio and completeness, each with what it is a part of. */
export const SummaryFigures = ({ summary }: { summary: SubjectSummaryView }) => {
  const { targets, met, notMet, pending, noData, metRatio, completeness } = summary;
  const figures = [
    { label: "达标率", value: `${metRatio}%`, note: `${targets}项目标中达标${met}项，待定和无数据也在分母内` },
    { label: "未达标", value: `${notMet} 项`, note: "已到期，数值未达到要求" },
    { label: "待定", value: `${pending} 项`, note: "未到期，或年度未满、结果未公布" },
    { label: "数据完整率", value: `${completeness}%`, note: `${targets}项中到期无数据${noData}项` },
  ];
  return (
    <section className="figures" aria-label="达标与完整">
      {figures.map(({ label, value, note }) => (
        <div className="figure" key={label}>
          <div className="figure-label">{label}</div>
          <div className="figure-value">{value}</div>
          <div className="figure-note">{note}</div>
        </div>
      ))}
    </section>
  );
};
