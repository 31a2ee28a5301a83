import { AuditOutlined } from "@ant-design/icons";
import type { Room } from "../../ui/room.ts";

const at = "indicators/evaluations";

/** 规划评估: written judgements of the plan's goals, beside what is computed. */
export const evaluationPages: Room = {
  navigation: [
    { path: "/indicators/evaluations", title: "规划评估", icon: <AuditOutlined />, order: 40.6, access: "indicators.read" },
  ],
  routes: [
    { path: at, lazy: async () => ({ Component: (await import("./evaluations-page.tsx")).EvaluationsPage }) },
    { path: `${at}/:id`, lazy: async () => ({ Component: (await import("./evaluation-page.tsx")).EvaluationPage }) },
  ],
};
