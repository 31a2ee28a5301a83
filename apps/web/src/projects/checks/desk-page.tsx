import { listChecks, readProject } from "@qiangyi/api";
import { App, Button, Tabs } from "antd";
import { useEffect } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import { Page, Pending, scopeOf, useAnswer } from "../../ui/index.ts";
import { ContentView } from "../project/content-view.tsx";
import { ProjectHead } from "../project/project-page.tsx";
import { TrailView } from "../project/trail-view.tsx";
import { filterNames, useCheckFilter } from "./check-filter.ts";
import { FundCheckForm } from "./fund-check-form.tsx";
import { useKeys } from "./use-keys.ts";
import { VerdictForm } from "./verdict-form.tsx";
import "../project/project.css";
import "./checks.css";

/** Reading and judging side by side; j and k walk through the list that was left. */
export const DeskPage = () => {
  const { id = "" } = useParams();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { query } = useCheckFilter();
  const kept = scopeOf(useLocation().search, filterNames);
  const read = useAnswer(readProject, { params: { projectId: id } });
  const list = useAnswer(listChecks, { query: { ...query, box: "waiting", limit: 200 } }, { keepPrevious: true });
  const ids = list.data?.items.map((item) => item.id) ?? [];
  const place = ids.indexOf(id);
  const go = (target: string | undefined) => {
    if (target !== undefined) void navigate(`/projects/checks/${target}${kept}`);
  };
  useKeys({ j: () => go(ids[place + 1]), k: () => go(ids[place - 1]) });
  useEffect(() => window.scrollTo(0, 0), []);
  if (!read.data)
    return <Pending of={read} missing={{ title: "找不到这个项目", back: "/projects/checks", backText: "回到审核" }} />;
  const page = read.data;
  const mayCheck = page.actions.some(({ action }) => action === "pass" || action === "return");
  const done = (text: string) => {
    void message.success(text);
    const next = ids[place + 1] ?? ids.find((other) => other !== id);
    if (next === undefined) void navigate(`/projects/checks${kept}`);
    else go(next);
  };
  return (
    <Page
      title={page.project.title}
      subtitle={
        <span className="gaps">
          <span>{page.project.number}</span>
          <span>{`${page.project.institution.name}（${page.project.seatName}）`}</span>
          <span>{page.project.call.title}</span>
          <Link to={`/projects/${id}`}>项目全貌</Link>
        </span>
      }
      actions={
        <>
          <span className="desk-place">
            {place >= 0 ? `待审核第${place + 1}件，共${list.data?.total ?? ids.length}件` : "不在待审核中"}
          </span>
          <Button disabled={place <= 0} onClick={() => go(ids[place - 1])}>
            上一件<kbd aria-hidden="true">k</kbd>
          </Button>
          <Button disabled={place < 0 || place + 1 >= ids.length} onClick={() => go(ids[place + 1])}>
            下一件<kbd aria-hidden="true">j</kbd>
          </Button>
          <Link to={`/projects/checks${kept}`}>
            <Button>返回列表</Button>
          </Link>
        </>
      }
    >
      <div className="desk">
        <div className="desk-reading">
          <ProjectHead page={page} isNarrow />
          <Tabs
            items={[
              { key: "content", label: "申报内容", children: <ContentView projectId={id} content={page.content} /> },
              {
                key: "trail",
                label: `流程轨迹 ${page.trail.length}`,
                children: (
                  <section className="panel">
                    <TrailView trail={page.trail} />
                  </section>
                ),
              },
            ]}
          />
        </div>
        <aside className="desk-form panel" aria-label="办理">
          {mayCheck ? (
            <VerdictForm key={`${id}/${page.project.version}`} page={page} onDone={done} />
          ) : page.mayCheckFunds ? (
            <FundCheckForm key={`${id}/${page.project.version}`} page={page} onDone={done} />
          ) : (
            <>
              <h2>办理</h2>
              <p>这个项目现在不由您审核。{page.next && `下一步：${page.next.office}，${page.next.step}。`}</p>
            </>
          )}
        </aside>
      </div>
    </Page>
  );
};
