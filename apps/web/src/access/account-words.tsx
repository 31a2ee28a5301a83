import type { Account } from "@qiangyi/api";
import { Light } from "../ui/index.ts";

export const levelNames = { province: "省级", city: "市级", county: "县级", unit: "单位", expert: "专家" } as const;

export const stateNames = { waiting: "待启用", active: "在用", inactive: "已停用", locked: "已锁定" } as const;

/** The state that matters most to whoever looks: a lock before the rest. */
export const AccountState = ({ account: { state, lockedUntil } }: { account: Account }) => {
  if (lockedUntil !== null) return <Light state="warning" text={`已锁定至${clockTime(lockedUntil)}`} />;
  return <Light state={state === "active" ? "good" : state === "waiting" ? "open" : "neutral"} text={stateNames[state]} />;
};

const shanghai = { timeZone: "Asia/Shanghai", hour12: false } as const;

const clockTime = (instant: string): string =>
  new Date(instant).toLocaleTimeString("zh-CN", { ...shanghai, hour: "2-digit", minute: "2-digit" });

/** "2025-03-03 09:00", or a dash. */
export const minuteOf = (instant: string | null): string =>
  instant === null ? "—" : new Date(instant).toLocaleString("sv-SE", { ...shanghai, dateStyle: "short", timeStyle: "short" });

/** Inside a dialog a list opens beside its control: at the end of the page it would stand outside every landmark. */
export const besideControl = (control: HTMLElement): HTMLElement => control.parentElement ?? control;
