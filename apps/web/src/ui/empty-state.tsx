import { Empty } from "antd";
import type { ReactNode } from "react";

/** Nothing here yet, and what to do about it. */
export const EmptyState = ({ text, action }: { text: string; action?: ReactNode }) => (
  <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={text}>
    {action}
  </Empty>
);
