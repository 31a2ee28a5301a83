import { type RouteAnswer, showCentresBoard, showOverviewBoard } from "@qiangyi/api";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { Link } from "react-router";
import { Page, Pending, useAnswer, useScoped, useSession } from "../../ui/index.ts";
import { LateMark } from "./late-mark.tsx";
import { VerdictMark } from "./marks.tsx";
import { CountyMap, Figures, type Overview } from "./overview-page.tsx";
import "./screen.css";

type Centres = RouteAnswer<typeof showCentresBoard>;

const refreshEvery = 60_000;

/** A wall display of the very same numbers: read-only, as of the day and minute it shows, renewed by itself unless somebody holds it. */
export const ScreenPage = () => {
  const [isHeld, setHeld] = useState(false);
  const options = { pollEvery: isHeld ? (false as const) : refreshEvery, keepPrevious: true };
  const overview = useAnswer(showOverviewBoard, {}, options);
  const centres = useAnswer(showCentresBoard, {}, options);
  useAlone();
  return (
    <div className="board-screen">
      <Page
        title="强医工程指标大屏"
        subtitle={<Told at={overview.dataUpdatedAt} overview={overview.data} isHeld={isHeld} />}
        actions={<Controls {...{ isHeld, setHeld }} />}
      >
        {overview.data === undefined ? (
          <Pending of={overview} />
        ) : (
          <>
            <Figures figures={overview.data.figures} />
            <div className="screen-columns">
              <div>
                {centres.data && <CentreTiles board={centres.data} />}
                <LateList late={overview.data.late} />
              </div>
              <CountyMap map={overview.data.map} />
            </div>
          </>
        )}
      </Page>
    </div>
  );
};

/** What lies behind the screen cannot be reached by keyboard while it covers it. */
const useAlone = () =>
  useEffect(() => {
    const covered = [
      ...document.querySelectorAll<HTMLElement>(".shell-header, .shell-nav, .scope-bar, .demo-ribbon, .skip-link"),
    ];
    for (const each of covered) each.inert = true;
    return () => {
      for (const each of covered) each.inert = false;
    };
  }, []);

const Told = ({ at, overview, isHeld }: { at: number; overview: Overview | undefined; isHeld: boolean }) => {
  const { isDemo } = useSession();
  if (overview === undefined) return <> </>;
  const time = new Date(at).toLocaleTimeString("zh-CN", { timeZone: "Asia/Shanghai", hour12: false });
  return (
    <>
      数据截至{overview.asOf}
      {overview.newestReport !== null && `，最近一次报送${overview.newestReport}`}；取数时间{time}，
      {isHeld ? "已暂停刷新" : "每分钟刷新"}
      {isDemo && "；演示数据"}
    </>
  );
};

const Controls = ({ isHeld, setHeld }: { isHeld: boolean; setHeld: (held: boolean) => void }) => {
  const scoped = useScoped();
  return (
    <>
      <Button aria-pressed={isHeld} onClick={() => setHeld(!isHeld)}>
        {isHeld ? "继续刷新" : "暂停刷新"}
      </Button>
      <Button onClick={() => void document.documentElement.requestFullscreen()}>全屏</Button>
      <Link to={scoped("/indicators/boards")}>
        <Button>退出大屏</Button>
      </Link>
    </>
  );
};

const CentreTiles = ({ board }: { board: Centres }) => {
  const scoped = useScoped();
  const shown = board.hospitals.filter(({ summary }) => summary !== null);
  if (shown.length === 0) return null;
  return (
    <section aria-label="国家区域医疗中心">
      <h2>国家区域医疗中心</h2>
      <table className="screen-table">
        <thead>
          <tr>
            <th scope="col">医院</th>
            <th scope="col">目标年</th>
            <th scope="col" className="number">
              达标/目标
            </th>
            <th scope="col" className="number">
              达标率
            </th>
            <th scope="col" className="number">
              未达标
            </th>
            <th scope="col" className="number">
              待定
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ id, shortName, targetYear, summary }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={scoped(`/indicators/boards/subjects/${id}`)}>{shortName}</Link>
              </th>
              <td>{targetYear}年</td>
              <td className="number">
                {summary?.met}/{summary?.targets}
              </td>
              <td className="number">{summary?.metRatio}%</td>
              <td className="number">{summary?.notMet}</td>
              <td className="number">{summary?.pending}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const shownLate = 8;

const LateList = ({ late }: { late: Overview["late"] }) => {
  const scoped = useScoped();
  return (
    <section aria-label="滞后清单">
      <h2>
        滞后清单：共{late.length}项，列前{Math.min(shownLate, late.length)}项
      </h2>
      <table className="screen-table">
        <thead>
          <tr>
            <th scope="col">情形</th>
            <th scope="col">单位和指标</th>
            <th scope="col" className="number">
              数值
            </th>
            <th scope="col">目标</th>
            <th scope="col">结论</th>
          </tr>
        </thead>
        <tbody>
          {late.slice(0, shownLate).map(({ reason, subject, subjectName, cell }) => (
            <tr key={cell.target}>
              <td>
                <LateMark reason={reason} />
              </td>
              <th scope="row">
                <Link to={scoped(`/indicators/boards/subjects/${subject}`)}>
                  {subjectName.replace(/^.+（(.+)）$/, "$1")} {cell.title}
                </Link>
              </th>
              <td className="number">{cell.display}</td>
              <td>{cell.asked}</td>
              <td>
                <VerdictMark verdict={cell.verdict} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};
