import "./saving.css";
import { savedTimeOf } from "../times.ts";
import type { KeptAnswer, SaveState } from "./answer-keeper.ts";

const words: Readonly<Record<SaveState, string>> = {
  saved: "已保存",
  waiting: "等待保存",
  saving: "保存中",
  offline: "未保存 – 离线，已留在本机",
  "signed-out": "未保存 – 须重新登录",
  refused: "未保存",
  conflict: "未保存 – 两份内容待选择",
};

/** Where one answer stands, in words beside its field. */
export const SaveMark = ({ kept, isSecret = false }: { kept: KeptAnswer | undefined; isSecret?: boolean }) => {
  if (!kept) return null;
  const { state, savedAt } = kept;
  const text =
    state === "saved"
      ? `已保存 ${savedAt === undefined ? "" : savedTimeOf(savedAt)}`
      : state === "offline" && isSecret
        ? "未保存 – 离线；证件号码不留在本机，请勿关闭页面"
        : words[state];
  return <span className={`save-mark save-mark-${state}`}>{text}</span>;
};

/** The same for the whole form, told to screen readers when it changes. */
export const SaveSummary = ({ answers }: { answers: ReadonlyMap<string, KeptAnswer> }) => {
  const all = [...answers.values()];
  const count = (state: SaveState) => all.filter((one) => one.state === state).length;
  const last = all.map(({ savedAt }) => savedAt ?? "").reduce((latest, at) => (at > latest ? at : latest), "");
  const unsaved = all.length - count("saved");
  const text =
    count("conflict") > 0
      ? `${count("conflict")}项有两份内容待选择`
      : count("signed-out") > 0
        ? `${unsaved}项未保存 – 须重新登录`
        : count("offline") > 0
          ? `${unsaved}项未保存 – 离线，恢复后自动送达`
          : count("refused") > 0
            ? `${count("refused")}项没有保存，请看该项的说明`
            : unsaved > 0
              ? "保存中"
              : last === ""
                ? "填写的内容逐项自动保存"
                : `全部已保存 ${savedTimeOf(last)}`;
  return (
    <span className={unsaved > 0 && text !== "保存中" ? "save-summary save-mark-offline" : "save-summary"} role="status">
      {text}
    </span>
  );
};
