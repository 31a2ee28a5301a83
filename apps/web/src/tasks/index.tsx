import { ScheduleOutlined } from "@ant-design/icons";
import type { Room } from "../ui/room.ts";

export const tasksRoom: Room = {
  navigation: [{ path: "/tasks", title: "督办任务", icon: <ScheduleOutlined />, order: 48, access: "tasks.read" }],
  routes: [
    { path: "tasks", lazy: async () => ({ Component: (await import("./tasks-page.tsx")).TasksPage }) },
    { path: "tasks/liaisons", lazy: async () => ({ Component: (await import("./liaisons-page.tsx")).LiaisonsPage }) },
    { path: "tasks/:task", lazy: async () => ({ Component: (await import("./task-page.tsx")).TaskPage }) },
  ],
};
