import { type PerformanceRead, readPerformance } from "@qiangyi/api";
import { grades, pointsText, programmeOf, projectStates } from "@qiangyi/projects";
import { Button, Select } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { ClauseLink, Light, minuteOf, Page, Pending, UnitNote, useAnswer } from "../ui/index.ts";
import { MonitoringSection } from "./monitoring-section.tsx";
import { ReviewSection } from "./review-section.tsx";
import { SelfSection } from "./self-section.tsx";
import { SheetSection } from "./sheet-section.tsx";
import { UseSection } from "./use-section.tsx";
import { gradeLights, sourceWords, stageLights, stageWords } from "./words.ts";
import "./performance.css";

/** The performance of one project: its five stages, and each record with the form of whoever has it to write. */
export const PerformancePage = () => {
  const { projectId = "" } = useParams();
  const [search, setSearch] = useSearchParams();
  const asked = search.get("of");
  const answer = useAnswer(readPerformance, {
    params: { projectId },
    query: asked !== null && /^\d{4}$/.test(asked) ? { year: Number(asked) } : {},
  });
  if (!answer.data) {
    return <Pending of={answer} missing={{ title: "找不到这个项目的绩效", back: "/performance", backText: "回到项目绩效" }} />;
  }
  const page = answer.data;
  const { project, year, years } = page;
  const setYear = (next: number) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set("of", String(next));
        return after;
      },
      { replace: true },
    );
  return (
    <Page
      title={`${project.title}：绩效`}
      subtitle={
        <span className="perf-gaps">
          <Link to={`/projects/${project.id}`}>{project.number ?? "项目"}</Link>
          <span>{project.institution.name}</span>
          <span>{programmeOf(project.programme).title}</span>
          <span>{projectStates[project.state]}</span>
          <ClauseLink id={page.clause} />
        </span>
      }
      actions={
        <>
          <Select
            aria-label="评价年度"
            value={year}
            onChange={setYear}
            style={{ width: 110 }}
            options={years.map((value) => ({ value, label: `${value}年` }))}
          />
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <Stages page={page} />
      {/* A form starts anew with each year: what was typed for one is not sent for another. */}
      <div key={year}>
        <SheetSection page={page} />
        <MonitoringSection page={page} />
        <SelfSection page={page} />
        <ReviewSection page={page} />
        <UseSection page={page} />
      </div>
      <Trail trail={page.trail} />
    </Page>
  );
};

const Stages = ({ page: { stages, missing, project, standing, evaluator, suggestion } }: { page: PerformanceRead }) => (
  <section className="panel" aria-label="五个环节">
    <ol className="perf-stages">
      {stages.map(({ id, label, state, on, record }) => (
        <li key={id} className={`perf-stage perf-stage-${state}`}>
          <div className="perf-stage-name">{label}</div>
          <Light state={stageLights[state]} text={on === null ? stageWords[state] : `${stageWords[state]} ${on}`} />
          <div className="perf-note">{record ?? ""}</div>
        </li>
      ))}
    </ol>
    <div className="perf-summary perf-gaps">
      {project.state !== "closed" &&
        (missing.length === 0 ? (
          <Light state="good" text="五个环节齐全，可以结项" />
        ) : (
          <Light state="warning" text={`结项前还缺：${missing.join("、")}`} />
        ))}
      {standing && (
        <Light
          state={gradeLights[standing.grade]}
          text={`${standing.year}年${sourceWords[standing.source]} ${pointsText(standing.points)}分，${grades[standing.grade]}`}
        />
      )}
      {suggestion !== null && <span>建议：{suggestion}（供参考，由人决定）</span>}
      <span className="perf-note">再评价：{evaluator}</span>
      <UnitNote />
    </div>
  </section>
);

const Trail = ({ trail }: { trail: PerformanceRead["trail"] }) => (
  <section className="panel" aria-label="办理记录">
    <h2>办理记录</h2>
    {trail.length === 0 ? (
      <p className="perf-note">还没有记录</p>
    ) : (
      <table className="perf-table">
        <thead>
          <tr>
            <th scope="col">时间</th>
            <th scope="col">事项</th>
            <th scope="col">内容</th>
            <th scope="col">办理人</th>
          </tr>
        </thead>
        <tbody>
          {trail.map(({ label, note, by }) => (
            <tr key={`${by.at} ${label} ${note}`}>
              <td className="perf-when">{minuteOf(by.at)}</td>
              <td className="perf-when">{label}</td>
              <td>{note}</td>
              <td className="perf-when">{by.name}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);
