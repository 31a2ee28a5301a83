import type { ReportRow } from "@qiangyi/api";
import { blankEntry, type EnteredValue } from "@qiangyi/projects";
import { Button } from "antd";
import { minuteOf, useSession } from "../../ui/index.ts";
import type { KeptAnswer } from "../../ui/saving/answer-keeper.ts";

interface EntryConflictProps {
  readonly row: ReportRow;
  readonly mine: EnteredValue;
  readonly other: NonNullable<KeptAnswer["other"]>;
  readonly onChoose: (which: "mine" | "theirs") => void;
}

/** Two people, or two tabs, wrote in one row: both side by side, and a person decides. */
export const EntryConflict = ({ row, mine, other, onChoose }: EntryConflictProps) => {
  const { account } = useSession();
  const who = other.by === account?.name ? "您在另一页面" : other.by;
  const theirs = (other.value as EnteredValue | null) ?? blankEntry;
  return (
    <tr className="grid-findings">
      <td colSpan={9}>
        <div className="grid-conflict" role="alert">
          <strong>
            {who}已于{minuteOf(other.at)}改过“{row.title}”
          </strong>
          <span>
            我的：{entryText(mine)}
            <Button size="small" type="primary" onClick={() => onChoose("mine")}>
              用我的
            </Button>
          </span>
          <span>
            {who}的：{entryText(theirs)}
            <Button size="small" onClick={() => onChoose("theirs")}>
              用另一份
            </Button>
          </span>
        </div>
      </td>
    </tr>
  );
};

const entryText = ({ value, numerator, denominator, note }: EnteredValue): string => {
  const number =
    value === "" ? (numerator === "" && denominator === "" ? "空" : `${numerator || "—"}／${denominator || "—"}`) : value;
  return note === "" ? number : `${number}（${note}）`;
};
