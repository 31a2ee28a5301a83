import { type PanelSeat, type RouteAnswer, readPanel } from "@qiangyi/api";
import { Alert, Table } from "antd";
import { Link, useParams } from "react-router";
import { EmptyState, Light, minuteOf, Page, Pending, ScrollBox, useAnswer, useScoped } from "../ui/index.ts";
import "./reviews.css";
import { CandidateTable } from "./candidate-table.tsx";
import { PanelActions } from "./panel-actions.tsx";
import { SheetSection } from "./sheet-section.tsx";
import { panelWords, regionRuleWords, seatWords } from "./words.ts";

export type PanelDetails = RouteAnswer<typeof readPanel>;

/** One panel: candidates with every reason against them, the two steps of the draw, seats and how far the sheets are. */
export const PanelPage = () => {
  const { panelId = "" } = useParams();
  const answer = useAnswer(readPanel, { params: { panelId } });
  const scoped = useScoped();
  if (answer.data === undefined)
    return (
      <Page title="评审组">
        <Pending of={answer} missing={{ title: "找不到这个评审组", back: "/reviews/calls", backText: "查看全部评审" }} />
      </Page>
    );
  const panel = answer.data;
  const [light, word] = panelWords[panel.state];
  return (
    <Page
      title={`${panel.title}${panel.round > 1 ? "（复评）" : ""}`}
      subtitle={
        <>
          <Link to={scoped(`/reviews/calls/${panel.call}`)}>{panel.callTitle}</Link>
          <span className="after-link">
            专家{panel.experts}人{panel.fields.length > 0 && `，须有${panel.fields.join("、")}方面的专家`}，
            {regionRuleWords[panel.regionRule]}，{panel.isBlind ? "盲评" : "实名"}
          </span>
          <span className="after-link">
            <Light state={light} text={word} />
          </span>
        </>
      }
      actions={<PanelActions panel={panel} />}
    >
      {panel.voidReason !== null && (
        <Alert type="warning" showIcon title={`已作废：${panel.voidReason}`} className="review-note" />
      )}
      {panel.proof !== null && (
        <Alert
          type="error"
          showIcon
          className="review-note"
          title={`现有候选人组不成合格的评审组：${panel.proof.sentence}`}
          description={`需要${panel.proof.needed}，可用${panel.proof.available}。涉及的候选人在下表中标出；请扩充专家库、放宽领域，或调整本组项目。`}
        />
      )}
      <DrawSection panel={panel} />
      {panel.seats.length > 0 && <SeatSection panel={panel} />}
      <section className="panel">
        <h2>
          候选人（{panel.candidates.length}人，可抽{panel.candidates.filter(({ exclusions }) => exclusions.length === 0).length}
          人）
        </h2>
        <CandidateTable panel={panel} />
      </section>
      <SheetSection panel={panel} />
      <section className="panel">
        <h2>本组项目（{panel.projectList.length}项）</h2>
        <ScrollBox label="本组项目表格">
          <Table
            size="small"
            pagination={false}
            rowKey={({ id }) => id}
            dataSource={panel.projectList}
            locale={{ emptyText: <EmptyState text="没有项目" /> }}
            columns={[
              { title: "编号", dataIndex: "number" },
              { title: "项目", dataIndex: "title" },
              { title: "申报单位", dataIndex: "institutionName" },
            ]}
          />
        </ScrollBox>
      </section>
    </Page>
  );
};

const DrawSection = ({ panel }: { panel: PanelDetails }) => {
  const scoped = useScoped();
  if (panel.candidateHash === null) return null;
  return (
    <section className="panel">
      <h2>抽取记录</h2>
      <dl className="draw-facts">
        <dt>候选名单哈希</dt>
        <dd className="digest">{panel.candidateHash}</dd>
        <dt>随机数承诺</dt>
        <dd className="digest">{panel.commitment}</dd>
        <dt>名单锁定</dt>
        <dd>
          {panel.frozenAt !== null && minuteOf(panel.frozenAt)}　{panel.frozenBy}
        </dd>
        {panel.seed !== null && (
          <>
            <dt>监督人报出</dt>
            <dd>{panel.words}</dd>
            <dt>抽取种子</dt>
            <dd className="digest">{panel.seed}</dd>
            <dt>抽取</dt>
            <dd>
              {panel.drawnAt !== null && minuteOf(panel.drawnAt)}　{panel.drawnBy}
            </dd>
          </>
        )}
      </dl>
      <p>
        {panel.seed !== null && <Link to={scoped(`/reviews/rerun?panel=${panel.id}`)}>在浏览器中重算这次抽取</Link>}
        <span className="after-link">名单和承诺在监督人报数之前已经固定，平台和任何一人都不能单独决定结果。</span>
      </p>
    </section>
  );
};

const SeatSection = ({ panel }: { panel: PanelDetails }) => (
  <section className="panel">
    <h2>
      席位（已接受{panel.accepted}人，空缺{panel.vacant}席，已提交评分{panel.lockedSheets} / {panel.allSheets}份）
    </h2>
    <ScrollBox label="席位表格">
      <Table<PanelSeat>
        size="small"
        pagination={false}
        rowKey={({ expert }) => expert}
        dataSource={panel.seats}
        columns={[
          { title: "抽取次序", className: "number", dataIndex: "place" },
          { title: "专家", render: (_, { number, name }) => `${number}　${name}` },
          { title: "单位", dataIndex: "unitName" },
          { title: "答复", render: (_, { state }) => <Light state={seatWords[state][0]} text={seatWords[state][1]} /> },
          { title: "原因", render: (_, { reason }) => <div className="narrow-text">{reason ?? "—"}</div> },
          { title: "签署承诺", render: (_, { pledgedAt }) => (pledgedAt === null ? "—" : minuteOf(pledgedAt)) },
          { title: "已提交评分（份）", className: "number", dataIndex: "lockedSheets" },
        ]}
      />
    </ScrollBox>
  </section>
);
