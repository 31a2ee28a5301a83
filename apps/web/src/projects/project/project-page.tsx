import { type ProjectPage as Read, readProject } from "@qiangyi/api";
import { programmeOf } from "@qiangyi/projects";
import { Alert, Tabs } from "antd";
import { lazy, Suspense } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import {
  Amount,
  ClauseLink,
  Light,
  minuteOf,
  OpenFindings,
  Page,
  Pending,
  SuspendedLines,
  UnitNote,
  useAnswer,
} from "../../ui/index.ts";
import { OverlapHints } from "../overlaps/overlap-hints.tsx";
import { ContentView } from "./content-view.tsx";
import { FundingView } from "./funding-view.tsx";
import { ProjectActions } from "./project-actions.tsx";
import { projectTabs } from "./tabs.tsx";
import { TasksView } from "./tasks-view.tsx";
import { TrailView } from "./trail-view.tsx";
import { stateLight, stateText } from "./words.ts";
import "./project.css";

/** The one page of a project: what it is, where it stands, who must act, and everything that was done with it. */
export const ProjectPage = () => {
  const { id = "" } = useParams();
  const read = useAnswer(readProject, { params: { projectId: id } });
  if (!read.data) {
    return <Pending of={read} missing={{ title: "找不到这个项目", back: "/projects/library", backText: "回到项目库" }} />;
  }
  const page = read.data;
  const { project } = page;
  return (
    <Page
      title={project.title}
      subtitle={
        <span className="gaps">
          <span>{project.number ?? "尚未编号"}</span>
          <span>{`${project.institution.name}（${project.seatName}）`}</span>
          <span>{programmeOf(project.programme).title}</span>
          <Link to={`/projects/calls/${project.call.id}`}>{project.call.title}</Link>
        </span>
      }
      actions={<ProjectActions page={page} />}
    >
      <SuspendedLines lines={[project.programme]} institution={project.institution.id} />
      <ProjectHead page={page} />
      <ProjectTabs projectId={id} page={page} />
    </Page>
  );
};

/** `isNarrow`: beside something else, in two columns. */
export const ProjectHead = ({ page: { project, next, hints }, isNarrow = false }: { page: Read; isNarrow?: boolean }) => (
  <>
    <section className={`project-head panel${isNarrow ? " project-head-narrow" : ""}`} aria-label="办理情况">
      <div>
        <span className="head-label">现在</span>
        <Light state={stateLight(project.state)} text={stateText(project.state)} />
        {project.isKey && <span className="key-mark">重点项目</span>}
        {project.returnedTimes > 0 && <span>已退回{project.returnedTimes}次</span>}
      </div>
      <div>
        <span className="head-label">下一步</span>
        {next ? (
          <span>
            <strong className="next-office">{next.office}</strong>
            {next.step}
            {next.dueOn !== null && <span className="one-line">，{next.dueOn}前</span>}
            {next.note !== null && `（${next.note}）`}
          </span>
        ) : (
          <span>流程已结束</span>
        )}
      </div>
      <div>
        <span className="head-label">金额</span>
        <span className="gaps">
          <span>
            专项资金 <Amount fen={project.supportFen} strong />
          </span>
          <span>
            预算总额 <Amount fen={project.totalFen} />
          </span>
          <UnitNote />
        </span>
      </div>
      <div>
        <span className="head-label">申报时间</span>
        <span>{project.submittedAt === null ? "尚未申报" : minuteOf(project.submittedAt)}</span>
      </div>
    </section>
    <OpenFindings project={project.id} />
    <OverlapHints projectId={project.id} />
    {hints.map(({ sentence, clause }) => (
      <Alert
        key={sentence}
        type="warning"
        showIcon
        className="project-hint"
        title={
          <>
            提示核实：{sentence}
            {clause !== null && (
              <>
                {" "}
                <ClauseLink id={clause} />
              </>
            )}
          </>
        }
      />
    ))}
  </>
);

/** One component each for the life of the page: what is typed in a tab survives that the project is read again. */
const addedTabs = projectTabs
  .toSorted((a, b) => a.order - b.order)
  .map(({ load, ...tab }) => ({ ...tab, Content: lazy(async () => ({ default: await load() })) }));

const ProjectTabs = ({ projectId, page }: { projectId: string; page: Read }) => {
  const [search, setSearch] = useSearchParams();
  const others = addedTabs
    .filter(({ isFor }) => isFor(page))
    .map(({ key, title, Content }) => ({
      key,
      label: title,
      children: (
        <Suspense fallback={<p role="status">正在读取…</p>}>
          <Content projectId={projectId} page={page} />
        </Suspense>
      ),
    }));
  const items = [
    { key: "content", label: "申报内容", children: <ContentView projectId={projectId} content={page.content} /> },
    {
      key: "trail",
      label: `流程轨迹 ${page.trail.length}`,
      children: (
        <section className="panel">
          <TrailView trail={page.trail} />
        </section>
      ),
    },
    { key: "funding", label: "统筹资金", children: <FundingView projectId={projectId} page={page} /> },
    { key: "tasks", label: "项目任务", children: <TasksView projectId={projectId} page={page} /> },
    ...others,
  ];
  const asked = search.get("tab");
  const active = items.some(({ key }) => key === asked) ? (asked ?? "content") : "content";
  return (
    <Tabs
      activeKey={active}
      onChange={(key) =>
        setSearch(
          (before) => {
            const after = new URLSearchParams(before);
            after.set("tab", key);
            return after;
          },
          { replace: true },
        )
      }
      items={items}
    />
  );
};
