import type { Route, RouteInput } from "@qiangyi/api";
import { Button, Dropdown } from "antd";
import { useSave } from "./use-save.ts";

interface PaperButtonProps<R extends Route & { download: true }> {
  readonly route: R;
  readonly inputOf: (format: "docx" | "pdf") => RouteInput<R>;
  readonly label?: string;
  readonly size?: "small" | "middle";
}

/** 公文, as Word or as PDF. */
export const PaperButton = <const R extends Route & { download: true }>(props: PaperButtonProps<R>) => {
  const { route, inputOf, label = "公文", size = "middle" } = props;
  const saveFile = useSave();
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: [
          { key: "docx", label: "Word（可编辑）", onClick: () => saveFile(route, inputOf("docx")) },
          { key: "pdf", label: "PDF", onClick: () => saveFile(route, inputOf("pdf")) },
        ],
      }}
    >
      <Button size={size}>{label}</Button>
    </Dropdown>
  );
};
