import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App as AntApp, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import { createBrowserRouter, RouterProvider } from "react-router";
import { rooms } from "./rooms.ts";
import { NotFound } from "./shell/not-found.tsx";
import { PageCrash } from "./shell/page-crash.tsx";
import { Shell } from "./shell/shell.tsx";
import { theme } from "./shell/theme.ts";
import { ApiProblem, SessionProvider, UnitProvider } from "./ui/index.ts";

dayjs.locale("zh-cn");

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal will not change by asking again; a broken connection may.
      retry: (count, error) =>
        count < 2 && (!(error instanceof ApiProblem) || error.problem.status === 0 || error.problem.status >= 500),
    },
  },
});

const router = createBrowserRouter([
  {
    element: <Shell rooms={rooms} />,
    errorElement: <PageCrash />,
    children: [...rooms.flatMap((room) => room.routes), { path: "*", element: <NotFound /> }],
  },
]);

/** Lists that open stay inside the landmark of their control, where a screen reader finds them. */
const landmarkOf = (control?: HTMLElement): HTMLElement =>
  control?.closest<HTMLElement>("[role=dialog], main, header, nav") ?? document.body;

export const App = () => (
  <ConfigProvider
    locale={zhCN}
    theme={theme}
    button={{ autoInsertSpace: false }}
    componentSize="middle"
    getPopupContainer={landmarkOf}
  >
    <AntApp>
      <QueryClientProvider client={queries}>
        <SessionProvider>
          <UnitProvider>
            <RouterProvider router={router} />
          </UnitProvider>
        </SessionProvider>
      </QueryClientProvider>
    </AntApp>
  </ConfigProvider>
);
