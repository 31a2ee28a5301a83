export {
  type NoticeKind,
  type NoticeState,
  type NoticeWording,
  noticeKindNames,
  noticeKinds,
  noticeStates,
  type RowTarget,
  targetOperators,
} from "./notice-words.ts";
export * from "./notices-drafts.ts";
export * from "./notices-import.ts";
export * from "./notices-list.ts";
export * from "./notices-print.ts";
export * from "./notices-settings.ts";
