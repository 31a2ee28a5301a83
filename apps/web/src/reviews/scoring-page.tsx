import { downloadPaperFile, listReviewPapers, type RouteAnswer, readReviewPaper } from "@qiangyi/api";
import { Button } from "antd";
import { Link, useNavigate, useParams } from "react-router";
import { Page, Pending, useAnswer, useSave } from "../ui/index.ts";
import { PaperView } from "./paper-view.tsx";
import "./reviews.css";
import { ScoreSheetForm } from "./score-sheet.tsx";

type Paper = RouteAnswer<typeof readReviewPaper>;

/** Reading and scoring side by side, paper after paper. */
export const ScoringPage = () => {
  const { panelId = "", projectId = "" } = useParams();
  const list = useAnswer(listReviewPapers, { params: { panelId } });
  const paper = useAnswer(readReviewPaper, { params: { panelId, projectId } });
  const navigate = useNavigate();
  if (list.data === undefined || paper.data === undefined)
    return (
      <Page title="评审">
        <Pending of={list.data === undefined ? list : paper} />
      </Page>
    );
  const { items, sheet } = list.data;
  const at = items.findIndex(({ project }) => project === projectId);
  const go = (step: number) => {
    const next = items[at + step];
    if (next) void navigate(`/reviews/desk/${panelId}/${next.project}`);
  };
  return (
    <Page
      title={paper.data.title}
      subtitle={
        <>
          <Link to={`/reviews/desk/${panelId}`}>返回材料清单</Link>
          <span className="after-link">
            {paper.data.number}　第{at + 1}项，共{items.length}项{paper.data.unitName !== null && `　${paper.data.unitName}`}
          </span>
        </>
      }
      actions={
        <>
          <Button disabled={at <= 0} onClick={() => go(-1)}>
            上一项
          </Button>
          <Button disabled={at === items.length - 1} onClick={() => go(1)}>
            下一项
          </Button>
        </>
      }
    >
      <div className="scoring">
        <section className="panel paper" aria-label="评审材料" tabIndex={0}>
          <PaperView content={paper.data.content} />
          <Files paper={paper.data} panelId={panelId} projectId={projectId} />
        </section>
        <ScoreSheetForm key={projectId} panelId={panelId} projectId={projectId} sheet={sheet} score={paper.data.score} />
      </div>
    </Page>
  );
};

/** What a blind review keeps back is said, so that nobody takes it for missing. */
const withheldText = ({ isBlind, withheldFiles, files }: Paper): string | undefined => {
  if (!isBlind || withheldFiles === 0) return undefined;
  if (withheldFiles === null) return "本项目为盲评，附件可能透露申报单位，没有提供给专家。";
  return `本项目为盲评，${files.length > 0 ? "另" : ""}有${withheldFiles}份附件可能透露申报单位，没有提供给专家。`;
};

const Files = ({ paper, panelId, projectId }: { paper: Paper; panelId: string; projectId: string }) => {
  const { files } = paper;
  const save = useSave();
  const withheld = withheldText(paper);
  if (files.length === 0 && withheld === undefined) return null;
  return (
    <>
      <h2>附件</h2>
      {withheld !== undefined && <p className="figure-note">{withheld}</p>}
      <ul className="hits">
        {files.map(({ id, name, material, sizeBytes }) => (
          <li key={id}>
            <Button
              type="link"
              size="small"
              onClick={() => save(downloadPaperFile, { params: { panelId, projectId, fileId: id } })}
            >
              {name}
            </Button>
            <span>
              {material}　{Math.max(1, Math.round(sizeBytes / 1024)).toLocaleString("zh-CN")}KB
            </span>
          </li>
        ))}
      </ul>
    </>
  );
};
