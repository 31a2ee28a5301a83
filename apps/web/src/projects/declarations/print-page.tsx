import { readDeclaration, readDeclarationContent } from "@qiangyi/api";
import { isWithUnit } from "@qiangyi/projects";
import { Button } from "antd";
import { Link, useParams } from "react-router";
import { minuteOf, Page, Pending, useAnswer } from "../../ui/index.ts";
import { DeclarationContent } from "./declaration-content.tsx";
import { stateText } from "./state-text.ts";
import "./declarations.css";

/** 申报书 on paper: A4, all sections, budget, attachments with their hashes, and the place of the signatures. */
export const PrintPage = () => {
  const { projectId = "" } = useParams();
  const declaration = useAnswer(readDeclaration, { params: { projectId } });
  const content = useAnswer(readDeclarationContent, { params: { projectId } });
  if (!declaration.data) return <Pending of={declaration} />;
  if (!content.data) return <Pending of={content} />;
  const { summary, call, signings } = declaration.data;
  const signed = isWithUnit(summary.state) ? undefined : signings.at(-1);
  return (
    <Page
      title={summary.title}
      subtitle={<Link to={`/projects/declarations/${projectId}`}>返回申报书</Link>}
      actions={
        <Button type="primary" onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      <article className="print-sheet">
        <header className="print-cover">
          <p className="print-kind">{call.title}</p>
          <p className="print-title">项目申报书</p>
          <table className="answer-table">
            <tbody>
              {[
                ["项目名称", summary.title],
                ["申报单位", summary.institution.name],
                ["项目编号", summary.number ?? "（签批上报后编号）"],
                ["通知文号", call.documentNumber ?? "—"],
                ["建设时间", summary.startsOn === null ? "—" : `${summary.startsOn}至${summary.endsOn ?? "—"}`],
                ["状态", stateText(summary.state)],
              ].map(([label, text]) => (
                <tr key={label}>
                  <th scope="row">{label}</th>
                  <td>{text}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {!signed && <p className="print-draft">草稿，未经负责人签批，不作申报依据</p>}
        </header>
        <DeclarationContent declaration={declaration.data} />
        <section className="signature-block" aria-label="签批栏">
          <p>
            内容校验值（SHA-256）：<span className="hash">{content.data.sha256}</span>
          </p>
          <div className="signature-lines">
            <p>经办人：</p>
            <p>单位负责人：{signed?.by ?? ""}</p>
            <p>签批时间：{signed ? minuteOf(signed.at) : ""}</p>
            <p>（单位公章）</p>
          </div>
        </section>
      </article>
    </Page>
  );
};
