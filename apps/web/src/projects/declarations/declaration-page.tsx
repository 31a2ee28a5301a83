import { type Declaration, readDeclaration } from "@qiangyi/api";
import { Alert, Button, Space } from "antd";
import { Link, useParams } from "react-router";
import { minuteOf, Page, Pending, useAnswer, useSession } from "../../ui/index.ts";
import { DeclarationContent } from "./declaration-content.tsx";
import { DeclarationForm } from "./declaration-form.tsx";
import { stateText } from "./state-text.ts";
import { TakeBack } from "./take-back.tsx";
import "./declarations.css";

/** One declaration at the desk of its unit: a form while it may be written, its content afterwards. */
export const DeclarationPage = () => {
  const { projectId = "" } = useParams();
  const answer = useAnswer(readDeclaration, { params: { projectId } });
  if (!answer.data)
    return <Pending of={answer} missing={{ title: "找不到这份申报", back: "/projects/mine", backText: "回到我的申报" }} />;
  return answer.data.isEditable ? <DeclarationForm declaration={answer.data} /> : <ReadDeclaration declaration={answer.data} />;
};

const ReadDeclaration = ({ declaration }: { declaration: Declaration }) => {
  const { summary, call, actions, returned } = declaration;
  const { account } = useSession();
  const isOwn = account?.level === "unit";
  return (
    <Page
      title={summary.title}
      subtitle={
        <>
          {summary.number ?? "未编号"} · {stateText(summary.state)} · <Link to={`/projects/calls/${call.id}`}>{call.title}</Link>
        </>
      }
      actions={
        <Space wrap>
          {actions.includes("takeBack") && <TakeBack projectId={summary.id} />}
          {actions.includes("sign") && (
            <Link to={`/projects/declarations/${summary.id}/sign`}>
              <Button type="primary">阅看并签批</Button>
            </Link>
          )}
          {summary.number !== null && (
            <Link to={`/projects/${summary.id}`}>
              <Button>办理进度</Button>
            </Link>
          )}
          <Link to={`/projects/declarations/${summary.id}/print`}>
            <Button>打印</Button>
          </Link>
        </Space>
      }
    >
      {returned && (
        <Alert
          type="warning"
          showIcon
          title={`${returned.by}于${minuteOf(returned.at)}退回：${returned.opinion}`}
          {...(returned.correctBy !== null && { description: `补正期限：${returned.correctBy}` })}
          style={{ marginBottom: 12 }}
        />
      )}
      {declaration.isBudgetLocked && (
        <Alert
          type="info"
          showIcon
          title="项目已入库，预算已确定；确需调整的请在项目页提出预算变更申请"
          style={{ marginBottom: 12 }}
        />
      )}
      {isOwn && summary.state === "to_sign" && !actions.includes("sign") && (
        <Alert type="info" showIcon title="已提交本单位负责人签批；签批前可取回修改" style={{ marginBottom: 12 }} />
      )}
      <DeclarationContent declaration={declaration} />
    </Page>
  );
};
