import { InboxOutlined } from "@ant-design/icons";
import { addAttachment, type Declaration, type DeclarationAttachment, downloadAttachment, removeAttachment } from "@qiangyi/api";
import { type Answers, type CallDefinition, isMaterialDue, type Material } from "@qiangyi/projects";
import { Button, Upload } from "antd";
import { ClauseLink, Light, ProblemSummary, useSave, useSubmit } from "../../ui/index.ts";
import { sizeText } from "./size-text.ts";

interface MaterialsSectionProps {
  readonly declaration: Declaration;
  readonly definition: CallDefinition;
  readonly answers: Answers;
  readonly problemAt: (path: string) => string | undefined;
}

const other: Material = { id: "other", title: "其他材料", required: false };

/** One place for each document that a clause asks for, with what is there and what is still missing. */
export const MaterialsSection = ({ declaration, definition, answers, problemAt }: MaterialsSectionProps) => (
  <ul className="materials">
    {[...definition.materials, other].map((material) => {
      const isDue = material !== other && isMaterialDue(material, definition, answers);
      const files = declaration.attachments.filter((file) =>
        material === other ? !definition.materials.some(({ id }) => id === file.material) : file.material === material.id,
      );
      return (
        <MaterialItem
          key={material.id}
          projectId={declaration.summary.id}
          material={material}
          isDue={isDue}
          isReadInBlind={definition.review.isBlind && material.readInBlind === true}
          files={files}
          problem={problemAt(`material:${material.id}`)}
        />
      );
    })}
  </ul>
);

interface MaterialItemProps {
  readonly projectId: string;
  readonly material: Material;
  readonly isDue: boolean;
  /** Experts of a blind review will see it. */
  readonly isReadInBlind: boolean;
  readonly files: readonly DeclarationAttachment[];
  readonly problem: string | undefined;
}

const MaterialItem = ({ projectId, material, isDue, isReadInBlind, files, problem }: MaterialItemProps) => {
  const upload = useSubmit(addAttachment);
  return (
    <li id={`q-material-${material.id}`} tabIndex={-1}>
      <div className="material-head">
        <strong>{material.title}</strong>
        {material.clause !== undefined && <ClauseLink id={material.clause} />}
        <Light
          state={files.length > 0 ? "good" : isDue ? "warning" : "neutral"}
          text={files.length > 0 ? `已有${files.length}份` : isDue ? "必需，尚缺" : "可选"}
        />
      </div>
      {isReadInBlind && (
        <div className="field-help">专家匿名评审时阅看此件：正文、页眉页脚和文件属性中不要出现单位名称、地名和人员姓名。</div>
      )}
      {problem !== undefined && <div className="field-error">{problem}</div>}
      <ProblemSummary problem={upload.problem} />
      {files.map((file) => (
        <AttachedFile key={file.id} projectId={projectId} file={file} />
      ))}
      <Upload.Dragger
        className="material-drop"
        accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
        multiple
        showUploadList={false}
        disabled={upload.isSending}
        beforeUpload={(file) => {
          upload.submit({ params: { projectId }, query: { material: material.id } }, { file });
          return false;
        }}
      >
        <span aria-label={`上传${material.title}`}>
          <InboxOutlined aria-hidden="true" />{" "}
          {upload.isSending ? "正在上传……" : "点击选择或拖到这里：pdf、docx、xlsx、jpg、png，每份20MB以内"}
        </span>
      </Upload.Dragger>
    </li>
  );
};

const AttachedFile = ({ projectId, file }: { projectId: string; file: DeclarationAttachment }) => {
  const saveFile = useSave();
  const remove = useSubmit(removeAttachment);
  const params = { projectId, attachment: file.id };
  const { known, elsewhere } = file.sameFile;
  return (
    <div className="attached-file">
      <Button type="link" size="small" onClick={() => saveFile(downloadAttachment, { params })}>
        {file.name}
      </Button>
      <span className="field-help">
        {sizeText(file.sizeBytes)} · 校验值{file.sha256.slice(0, 12)}…
      </span>
      <Light state={file.scan === "clean" ? "good" : "neutral"} text={file.scan === "clean" ? "病毒扫描通过" : "未经病毒扫描"} />
      <Button type="text" size="small" danger loading={remove.isSending} onClick={() => remove.submit({ params })}>
        移除
      </Button>
      {(known.length > 0 || elsewhere > 0) && (
        <div className="same-file">
          <Light
            state="warning"
            text={`提示核实：同一文件还出现在${[
              ...known.map(({ number, title, institution }) => `“${title}”（${number ?? "草稿"}，${institution}）`),
              ...(elsewhere > 0 ? [`其他单位的${elsewhere}份申报`] : []),
            ].join("、")}`}
          />
        </div>
      )}
      <ProblemSummary problem={remove.problem} />
    </div>
  );
};
