import { policyText } from "@qiangyi/api";
import { Link, useParams } from "react-router";
import { Pending, useAnswer, useSession } from "../ui/index.ts";
import { DraftEditor } from "./draft-editor.tsx";
import { OfficialPart } from "./parts.tsx";
import { PolicyPage } from "./policy-page.tsx";

/** One version of the official text: a draft is checked and corrected here, a published one is read. */
export const TextPage = () => {
  const { text = "" } = useParams();
  const answer = useAnswer(policyText, { params: { text } });
  const { can } = useSession();
  if (!answer.data) return <Pending of={answer} />;
  const { data } = answer;
  const isDraft = data.state === "draft";
  return (
    <PolicyPage
      title={isDraft ? "核对原文分条" : `${data.title}（第${data.version ?? ""}版）`}
      subtitle={
        <>
          <Link to={`/policy/documents/${data.document}/texts`}>各版本</Link>　来源文件：{data.fileName}
        </>
      }
    >
      <section className="panel" aria-label="分条结果">
        <p className="policy-facts">
          <span>{data.counts.articles}条（节）</span>
          <span>{data.counts.items}项</span>
          <span>{data.counts.characters.toLocaleString("zh-CN")}字</span>
          <span>{data.counts.matchedClauses}个条款找到原文</span>
        </p>
        {data.counts.unmatchedRefs.length > 0 && <p>没有找到原文的条款位置：{data.counts.unmatchedRefs.join("、")}</p>}
        {data.notes.length > 0 && (
          <ul className="policy-options">
            {data.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </section>
      {isDraft && can("policy.manage") ? (
        <DraftEditor key={data.id} text={data} />
      ) : (
        <section className="panel policy-official" aria-label="原文">
          {data.parts
            .filter(({ kind }) => kind !== "residue")
            .map((part) =>
              part.kind === "title" ? <h2 key={part.position}>{part.body}</h2> : <OfficialPart key={part.position} part={part} />,
            )}
        </section>
      )}
    </PolicyPage>
  );
};
