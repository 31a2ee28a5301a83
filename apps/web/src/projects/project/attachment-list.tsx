import { downloadAttachment, type ProjectPage } from "@qiangyi/api";
import type { Material } from "@qiangyi/projects";
import { Button } from "antd";
import { EmptyState, Light, useSave } from "../../ui/index.ts";
import { sizeText } from "./words.ts";

interface AttachmentListProps {
  readonly projectId: string;
  readonly content: Pick<ProjectPage["content"], "attachments" | "removed" | "round">;
  readonly materials: readonly Material[];
}

export const AttachmentList = ({ projectId, content: { attachments, removed, round }, materials }: AttachmentListProps) => {
  const save = useSave();
  const titleOf = (id: string): string => materials.find((material) => material.id === id)?.title ?? "其他材料";
  if (attachments.length === 0 && removed.length === 0) return <EmptyState text="没有附件" />;
  return (
    <table className="answer-table">
      <thead>
        <tr>
          <th scope="col">材料</th>
          <th scope="col">文件</th>
          <th scope="col" className="number">
            大小
          </th>
          <th scope="col">校验值</th>
          {round > 1 && <th scope="col">与上一轮</th>}
        </tr>
      </thead>
      <tbody>
        {attachments.map(({ id, material, name, sizeBytes, sha256, isNew }) => (
          <tr key={id}>
            <td>{titleOf(material)}</td>
            <td>
              <Button
                type="link"
                size="small"
                className="text-button"
                onClick={() => save(downloadAttachment, { params: { projectId, attachment: id } })}
              >
                {name}
              </Button>
            </td>
            <td className="number">{sizeText(sizeBytes)}</td>
            <td>{sha256.slice(0, 12)}…</td>
            {round > 1 && <td>{isNew ? <Light state="warning" text="新交" /> : "相同"}</td>}
          </tr>
        ))}
        {removed.map(({ material, name }) => (
          <tr key={`${material} ${name}`}>
            <td>{titleOf(material)}</td>
            <td>
              <del>{name}</del>
            </td>
            <td />
            <td />
            <td>
              <Light state="warning" text="已撤下" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
