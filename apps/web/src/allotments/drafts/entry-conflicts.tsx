import { Button, Space } from "antd";
import { minuteOf, useSession } from "../../ui/index.ts";
import type { AnswerKeeper, KeptAnswer } from "../../ui/saving/answer-keeper.ts";
import type { KeptEntries } from "./use-draft-keeper.ts";
import "./drafts.css";

interface EntryConflictsProps {
  readonly keeper: AnswerKeeper;
  readonly kept: KeptEntries;
  /** "清徐县，救治中心". */
  readonly nameOf: (place: string) => string;
  readonly shown: (value: unknown) => string;
}

/** Two people, or two tabs, wrote in one place: both values side by side, one by one or all at once. */
export const EntryConflicts = ({ keeper, kept, nameOf, shown }: EntryConflictsProps) => {
  const { account } = useSession();
  const contested = [...kept].filter(([, { state, other }]) => state === "conflict" && other !== undefined);
  const refused = [...kept].filter(([, { state }]) => state === "refused");
  if (contested.length === 0 && refused.length === 0) return null;
  const all = (which: "mine" | "theirs") => {
    for (const [place] of contested) keeper.choose(place, which);
  };
  return (
    <section className="panel entry-conflicts" role="alert" aria-label="待处理的格">
      {refused.map(([place, { problem }]) => (
        <p key={place}>
          {nameOf(place)}没有保存：{problem}
        </p>
      ))}
      {contested.length > 0 && (
        <>
          <div className="table-bar">
            <strong>{contested.length}处与别处的改动不同，请选择保留哪一个</strong>
            {contested.length > 1 && (
              <Space>
                <Button size="small" onClick={() => all("mine")}>
                  都用我的
                </Button>
                <Button size="small" onClick={() => all("theirs")}>
                  都用对方的
                </Button>
              </Space>
            )}
          </div>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">位置</th>
                <th scope="col" className="number">
                  我的
                </th>
                <th scope="col" className="number">
                  对方的
                </th>
                <th scope="col">谁改的</th>
                <th scope="col">保留</th>
              </tr>
            </thead>
            <tbody>
              {contested.map(([place, entry]) => (
                <Contested key={place} {...{ place, entry, nameOf, shown, keeper }} own={account?.name} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
};

interface ContestedProps extends Omit<EntryConflictsProps, "kept"> {
  readonly place: string;
  readonly entry: KeptAnswer;
  readonly own: string | undefined;
}

const Contested = ({ place, entry: { value, other }, nameOf, shown, keeper, own }: ContestedProps) => (
  <tr>
    <th scope="row">{nameOf(place)}</th>
    <td className="number">{shown(value)}</td>
    <td className="number">{shown(other?.value)}</td>
    <td>
      {other?.by === own ? "您在另一页面" : other?.by}　{other && minuteOf(other.at)}
    </td>
    <td>
      <Space>
        <Button size="small" type="primary" onClick={() => keeper.choose(place, "mine")}>
          用我的
        </Button>
        <Button size="small" onClick={() => keeper.choose(place, "theirs")}>
          用对方的
        </Button>
      </Space>
    </td>
  </tr>
);
