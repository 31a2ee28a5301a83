import type { ReportDetail } from "@qiangyi/api";
import { EmptyState, minuteOf } from "../../ui/index.ts";

/** 办理轨迹: who, from which office, when, with which opinion; readable from the unit to the province. */
export const ReportTrail = ({ trail }: Pick<ReportDetail, "trail">) => (
  <section className="panel" aria-labelledby="report-trail-title">
    <h2 id="report-trail-title">办理轨迹</h2>
    {trail.length === 0 ? (
      <EmptyState text="还没有办理记录" />
    ) : (
      <ol className="report-trail">
        {trail.toReversed().map(({ seq, title, office, by, at, opinion }) => (
          <li key={seq}>
            <strong>{title}</strong>
            <span>
              {office}　{by}
            </span>
            <time dateTime={at}>{minuteOf(at)}</time>
            {opinion !== null && <span className="report-opinion">{opinion}</span>}
          </li>
        ))}
      </ol>
    )}
  </section>
);
