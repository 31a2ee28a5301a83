import { exportAuditFile } from "@qiangyi/api";
import { Button } from "antd";
import { useSession } from "./session.tsx";
import { useSave } from "./use-save.ts";

interface AuditFileButtonProps {
  /** As account pages name it. */
  readonly project: string;
  readonly line?: string;
  readonly institution?: string;
}

/** 审计取数: all payments of one project with vouchers and log, for those who read both. */
export const AuditFileButton = ({ project, line, institution }: AuditFileButtonProps) => {
  const { can } = useSession();
  const saveFile = useSave();
  if (!can("audit.read") || !can("payments.read")) return null;
  const query = { project, ...(line !== undefined && { line }), ...(institution !== undefined && { institution }) };
  return (
    <Button
      title="一个压缩包：全部支付与凭证、自动检查、办理轨迹、退款核销、审计日志和核对说明；取数会记入审计日志"
      onClick={() => saveFile(exportAuditFile, { query })}
    >
      审计取数
    </Button>
  );
};
