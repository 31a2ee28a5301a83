import { type FindingDetail, readFindingFile } from "@qiangyi/api";
import { Button } from "antd";
import { minuteOf, useSave } from "../ui/index.ts";
import { FileUpload } from "./file-upload.tsx";

/** 佐证: whoever may see the finding takes each file, and compares it by its hash. */
export const EvidenceSection = ({ finding: { id, evidence, may } }: { finding: FindingDetail }) => {
  const saveFile = useSave();
  if (evidence.length === 0 && !may.addEvidence) return null;
  return (
    <section className="panel" aria-label="佐证材料">
      <div className="table-bar">
        <h2>佐证材料</h2>
        <div className="table-extra no-print">{may.addEvidence && <FileUpload findingId={id} label="上传佐证材料" />}</div>
      </div>
      {evidence.length === 0 && <p className="finding-note">还没有上传</p>}
      <ul className="finding-files">
        {evidence.map(({ id: file, name, sha256, by, isAnswer }) => (
          <li key={file}>
            <Button type="link" size="small" onClick={() => saveFile(readFindingFile, { params: { findingId: id, file } })}>
              {name}
            </Button>
            <span className="finding-note">
              {isAnswer ? "整改佐证" : "问题佐证"}　{by.office}　{by.name}　{minuteOf(by.at)}
            </span>
            <span className="finding-hash">SHA-256 {sha256.slice(0, 24)}…</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
