import type { LateItem } from "@qiangyi/api";
import { Light } from "../../ui/index.ts";

export const lateReasons = { missed: "到期未达标", behind: "未到期滞后", "no-data": "到期无数据" } as const;

const lights = { missed: "bad", behind: "warning", "no-data": "open" } as const;

export const LateMark = ({ reason }: { reason: LateItem["reason"] }) => (
  <Light state={lights[reason]} text={lateReasons[reason]} />
);
