import { type PromiseBoard, type PromiseLight, promiseLights, type RouteAnswer, showPromises } from "@qiangyi/api";
import { Segmented, Switch } from "antd";
import { EmptyState, Pending, useAnswer, useFilters } from "../../ui/index.ts";
import { BoardPage, useAsOf } from "../boards/board-page.tsx";
import { PromiseArticle } from "./promise-article.tsx";
import "./promises.css";

type Part = PromiseBoard["parts"][number];

/** How each quota and indicator of the provincial plan stands, in the order of the plan. */
export const PromisesPage = () => {
  const { values, set } = useFilters(["part", "open"]);
  const { query } = useAsOf();
  const answer = useAnswer(showPromises, { query }, { keepPrevious: true });
  const { data } = answer;
  const isOpenOnly = values.open === "true";
  const shown = data?.parts.filter(({ part }) => values.part === undefined || part === values.part) ?? [];
  return (
    <BoardPage title="省规划指标" standing={data && standingOf(data)} sheet="promises">
      {data === undefined ? (
        <Pending of={answer} />
      ) : (
        <>
          <div className="board-toolbar no-print">
            <Segmented
              aria-label="规划部分"
              value={values.part ?? ""}
              options={[{ value: "", label: "全部" }, ...data.parts.map(({ part }) => ({ value: part, label: part }))]}
              onChange={(part) => set({ part: part === "" ? undefined : part })}
            />
            <label className="promise-switch">
              <Switch size="small" checked={isOpenOnly} onChange={(on) => set({ open: on ? "true" : undefined })} />
              只看未达到和无法判断
            </label>
          </div>
          {data.isVisible ? <Summary parts={data.parts} /> : <p>全省结果由省级查看；下面是规划的要求。</p>}
          {shown.map((part) => (
            <PartOf key={part.part} of={part} isOpenOnly={isOpenOnly} />
          ))}
        </>
      )}
    </BoardPage>
  );
};

const standingOf = ({ asOf, today }: RouteAnswer<typeof showPromises>) => ({ asOf, today, newestReport: null });

const order: readonly PromiseLight[] = ["red", "yellow", "green", "grey", "none"];

const Summary = ({ parts }: { parts: readonly Part[] }) => {
  const cards = parts.flatMap((part) => part.cards);
  const counts = order.map((light) => [light, cards.filter(({ finding }) => finding?.light === light).length] as const);
  return (
    <p>
      共{cards.length}项：
      {counts
        .filter(([, count]) => count > 0)
        .map(([light, count]) => `${promiseLights[light]}${count}项`)
        .join("，")}
      。灯由平台按应有进度判断，不是规划的条文；力争、鼓励的不因数值亮红灯。
    </p>
  );
};

const isOpen = ({ finding }: Part["cards"][number]): boolean =>
  finding === null || finding.verdict === "short" || finding.verdict === "not-evaluable" || finding.light === "red";

const PartOf = ({ of: { part, title, cards }, isOpenOnly }: { of: Part; isOpenOnly: boolean }) => {
  const shown = cards.filter((card) => !isOpenOnly || isOpen(card));
  return (
    <section aria-label={part}>
      <h2>
        {part} {title}
      </h2>
      {shown.length === 0 && <EmptyState text={cards.length === 0 ? "本部分没有数量和指标要求。" : "本部分没有未达到的。"} />}
      {shown.map((card) => (
        <PromiseArticle key={card.clause} card={card} />
      ))}
    </section>
  );
};
