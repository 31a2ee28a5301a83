import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { moveBy, removeAt } from "./edit-list.ts";

interface RowButtonsProps<Item> {
  /** What the row is called, for screen readers: 上移“项目名称”. */
  readonly name: string;
  readonly items: readonly Item[];
  readonly index: number;
  readonly onChange: (items: readonly Item[]) => void;
}

/** Up, down, away. */
export const RowButtons = <Item,>({ name, items, index, onChange }: RowButtonsProps<Item>) => (
  <>
    <Button
      size="small"
      icon={<ArrowUpOutlined />}
      aria-label={`上移“${name}”`}
      disabled={index === 0}
      onClick={() => onChange(moveBy(items, index, -1))}
    />
    <Button
      size="small"
      icon={<ArrowDownOutlined />}
      aria-label={`下移“${name}”`}
      disabled={index === items.length - 1}
      onClick={() => onChange(moveBy(items, index, 1))}
    />
    <Button
      size="small"
      danger
      icon={<DeleteOutlined />}
      aria-label={`移除“${name}”`}
      onClick={() => onChange(removeAt(items, index))}
    />
  </>
);
