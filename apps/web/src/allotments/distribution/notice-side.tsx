import type { Obstacle } from "@qiangyi/api";
import { ClauseLink, Light, minuteOf } from "../../ui/index.ts";
import type { Distribution } from "./draft-page.tsx";

interface NoticeSideProps {
  readonly notice: Distribution;
  /** The content is no longer what was signed. */
  readonly isDirty?: boolean;
  /** False while something typed has not reached the server. */
  readonly isSaved?: boolean;
  /** After a save: newer than what the notice was read with. */
  readonly obstacles?: readonly Obstacle[];
}

/** Beside the table: what stands in the way, who has signed, who gets a copy. */
export const NoticeSide = ({ notice, isDirty = false, isSaved = true, obstacles = notice.obstacles }: NoticeSideProps) => (
  <aside className="panel notice-side" aria-label="核对与会签">
    {/* What lies in the book is looked at by those whose book it is; nobody else is told that it suffices. */}
    {notice.state === "draft" && notice.sources.length > 0 && (
      <>
        <h2>签发前核对</h2>
        {!isSaved && <p>有改动正在保存，保存后重新核对。</p>}
        {isSaved && obstacles.length === 0 && <Light state="good" text="金额、接收、存疑核对无误" />}
        {isSaved && obstacles.length > 0 && (
          <ul className="obstacles">
            {obstacles.map(({ code, text, clause, places }) => (
              <li key={`${code} ${places.join()}`}>
                <Light state="bad" text={text} />
                {clause !== null && (
                  <span className="after-link">
                    <ClauseLink id={clause} />
                  </span>
                )}
              </li>
            ))}
          </ul>
        )}
      </>
    )}
    <h2>会签与签发</h2>
    <dl className="side-facts">
      <dt>起草</dt>
      <dd>{notice.draftedBy}</dd>
      <dt>卫生健康</dt>
      <dd>
        <Signature notice={notice} party="health" isDirty={isDirty} />
      </dd>
      <dt>财政签发</dt>
      <dd>
        {notice.issuedBy === null ? <Light state="neutral" text="待签发" /> : `${notice.issuedBy}　${notice.issuedOn ?? ""}`}
      </dd>
    </dl>
    {notice.copies.length > 0 && (
      <>
        <h2>抄送</h2>
        <ul className="obstacles">
          {notice.copies.map(({ office, name, deliveredAt, readAt }) => (
            <li key={office}>
              {name}
              {"　"}
              {deliveredAt === null
                ? "随签发同时送达，不能删除"
                : `${minuteOf(deliveredAt)}送达${readAt === null ? "，未阅" : `，${minuteOf(readAt)}已阅`}`}
            </li>
          ))}
        </ul>
      </>
    )}
  </aside>
);

const Signature = ({ notice, party, isDirty }: { notice: Distribution; party: "finance" | "health"; isDirty: boolean }) => {
  const last = notice.signatures.findLast((each) => each.party === party);
  if (last === undefined) return <Light state="warning" text="待会签" />;
  return last.isCurrent && !isDirty ? (
    <>
      <Light state="good" text={last.name} />
      <div className="unit-note">{minuteOf(last.at)}</div>
    </>
  ) : (
    <Light state="warning" text="内容已改，须重新会签" />
  );
};
