import { type CountyBurden, listCountyBurdens } from "@qiangyi/api";
import { Button, Table } from "antd";
import { useState } from "react";
import {
  Amount,
  ClauseLink,
  EmptyState,
  Light,
  minuteOf,
  Page,
  Pending,
  ScrollBox,
  UnitNote,
  useAnswer,
} from "../../ui/index.ts";
import { CommitDialog, WithdrawDialog } from "./commitment-dialogs.tsx";

/** 试点县级资金: what the pilot asks of one's own county, and what the county has committed in writing. */
export const CommitmentsPage = () => {
  const answer = useAnswer(listCountyBurdens, {});
  const [committing, setCommitting] = useState<CountyBurden>();
  const [withdrawing, setWithdrawing] = useState<CountyBurden>();
  if (answer.data === undefined) return <Pending of={answer} />;
  return (
    <Page
      title="试点县级资金"
      subtitle={
        <>
          县级医疗集团的配套设备由试点县财政负担；书面承诺之前，项目不能列入试点名单
          <span className="after-link">
            <ClauseLink id="5g-2022.art2.h" />
          </span>
        </>
      }
    >
      <section className="panel">
        <div className="table-bar">
          <h2>本县要负担的项目</h2>
          <div className="table-extra">
            <UnitNote />
          </div>
        </div>
        <ScrollBox label="本县要负担的项目表格">
          <Table<CountyBurden>
            size="small"
            pagination={false}
            rowKey={({ project }) => project.id}
            dataSource={[...answer.data.items]}
            locale={{ emptyText: <EmptyState text="没有要本县财政负担资金的试点项目" /> }}
            columns={[
              {
                title: "项目",
                render: (_, { project, institution, year }) => (
                  <div className="wrapping">
                    {project.title}
                    <div className="unit-note">{`${institution.name}　${year}年　${project.number}`}</div>
                  </div>
                ),
              },
              { title: "申报所处环节", dataIndex: "stateText" },
              { title: "需要", align: "right", render: (_, { neededFen }) => <Amount fen={neededFen} /> },
              { title: "承诺", align: "right", render: (_, { committedFen }) => <Amount fen={committedFen} /> },
              { title: "已支付", align: "right", render: (_, { paidFen }) => <Amount fen={paidFen} /> },
              { title: "缺口", align: "right", render: (_, { gapFen }) => <Amount fen={gapFen} strong /> },
              { title: "承诺文件", render: (_, item) => <Commitment item={item} /> },
              {
                title: "办理",
                render: (_, item) =>
                  item.mayRecord && (
                    <span className="gaps">
                      <Button
                        size="small"
                        aria-label={`${item.commitment === null ? "承诺" : "改承诺"}：${item.project.title}`}
                        onClick={() => setCommitting(item)}
                      >
                        {item.commitment === null ? "承诺" : "改承诺"}
                      </Button>
                      {item.commitment !== null && !item.isUsed && (
                        <Button size="small" aria-label={`撤回：${item.project.title}`} onClick={() => setWithdrawing(item)}>
                          撤回
                        </Button>
                      )}
                    </span>
                  ),
              },
            ]}
          />
        </ScrollBox>
      </section>
      {committing && <CommitDialog item={committing} onClose={() => setCommitting(undefined)} />}
      {withdrawing && <WithdrawDialog item={withdrawing} onClose={() => setWithdrawing(undefined)} />}
    </Page>
  );
};

const Commitment = ({ item: { commitment, gapFen, isAsked } }: { item: CountyBurden }) => {
  if (!isAsked) return <Light state="neutral" text="不再要求" />;
  if (commitment === null) return <Light state="warning" text="还没有承诺" />;
  return (
    <>
      {commitment.documentNumber}
      <div className="unit-note">
        {[commitment.dateOn, commitment.byName, minuteOf(commitment.at)].filter(Boolean).join("　")}
      </div>
      <Light state={gapFen === "0" ? "good" : "warning"} text={gapFen === "0" ? "已足额" : "没有足额"} />
    </>
  );
};
