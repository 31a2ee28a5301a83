import { checkNotice, type RouteAnswer } from "@qiangyi/api";
import { Amount, ClauseLink, Light, minuteOf, Pending, useAnswer } from "../../ui/index.ts";
import type { AllotmentNotice } from "./notice-page.tsx";

type Floor = NonNullable<RouteAnswer<typeof checkNotice>["floor"]>;

/** Beside the rows: what stands in the way, who has signed, who has got a copy and read it, what happened when. */
export const NoticeSide = ({ notice }: { notice: AllotmentNotice }) => (
  <aside className="panel notice-page-side" aria-label="核对、签署与抄送">
    {notice.state === "draft" && <Checks notice={notice} />}
    <h2>签署</h2>
    <dl className="side-facts">
      <dt>财政</dt>
      <dd>
        <Signature notice={notice} party="finance" />
      </dd>
      <dt>卫生健康</dt>
      <dd>
        <Signature notice={notice} party="health" />
      </dd>
    </dl>
    <Copies notice={notice} />
    <h2>办理经过</h2>
    <ol className="side-list">
      {notice.trail.map(({ label, by, at, note }) => (
        <li key={`${label} ${at}`}>
          <strong>{label}</strong>　{by}
          <div className="row-note">
            {minuteOf(at)}
            {note !== null && `　${note}`}
          </div>
        </li>
      ))}
    </ol>
    <h2>内容摘要</h2>
    <p className="row-note digest">{notice.contentSha256}</p>
  </aside>
);

const Checks = ({ notice }: { notice: AllotmentNotice }) => {
  const answer = useAnswer(checkNotice, { params: { noticeId: notice.id } });
  if (answer.data === undefined) return <Pending of={answer} />;
  const { obstacles, floor } = answer.data;
  return (
    <>
      <h2>签发前核对</h2>
      {obstacles.length === 0 ? (
        <Light state="good" text="全部核对无误，可以签发" />
      ) : (
        <ul className="side-list">
          {obstacles.map(({ code, text, clause }) => (
            <li key={`${code} ${text}`}>
              <Light state={code === "COUNTERSIGN_REQUIRED" ? "open" : "bad"} text={text} />
              {clause !== null && (
                <span className="after-link">
                  <ClauseLink id={clause} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {floor !== null && <FloorFigures floor={floor} />}
    </>
  );
};

const FloorFigures = ({ floor }: { floor: Floor }) => (
  <>
    <h2>提前下达下限</h2>
    <dl className="side-facts">
      <dt>上年预计</dt>
      <dd>
        <Amount fen={floor.expectedExecutionFen} />
      </dd>
      <dt>90%下限</dt>
      <dd>
        <Amount fen={floor.floorFen} strong />
      </dd>
      <dt>法定70%</dt>
      <dd>
        <Amount fen={floor.legalFloorFen} />
      </dd>
      <dt>累计拟下达</dt>
      <dd>
        <Amount fen={floor.proposedFen} strong />
      </dd>
      <dt>还差</dt>
      <dd>
        <Amount fen={floor.gapFen} />
      </dd>
    </dl>
    {floor.notice !== null && <Light state="neutral" text={floor.notice} />}
    {floor.steps.map(({ text, clause }) => (
      <p key={text} className="row-note">
        {text}　<ClauseLink id={clause} />
      </p>
    ))}
  </>
);

const Signature = ({ notice, party }: { notice: AllotmentNotice; party: "finance" | "health" }) => {
  const own = notice.signatures.filter((each) => each.party === party);
  const current = own.find(({ isCurrent }) => isCurrent);
  if (current) return <Light state="good" text={`${current.name}　${minuteOf(current.at)}`} />;
  return <Light state="warning" text={own.length > 0 ? "内容已改，须重新签署" : "待签署"} />;
};

const Copies = ({ notice }: { notice: AllotmentNotice }) => {
  if (notice.copies.length === 0) {
    return notice.state === "draft" ? (
      <>
        <h2>抄送</h2>
        <p className="row-note">签发的同时抄送省财政厅各市监管处，不能删除。</p>
      </>
    ) : null;
  }
  const read = notice.copies.filter(({ readAt }) => readAt !== null).length;
  return (
    <>
      <h2>
        抄送　{read}/{notice.copies.length}已阅
      </h2>
      <ul className="side-list">
        {notice.copies.map(({ office, name, readBy, readAt }) => (
          <li key={office}>
            {name.replace("省财政厅", "")}
            {"　"}
            {readAt === null ? <span className="row-note">未阅</span> : `${minuteOf(readAt)} ${readBy ?? ""}`}
          </li>
        ))}
      </ul>
    </>
  );
};
