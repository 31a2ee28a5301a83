import type { Route, RouteInput } from "@qiangyi/api";
import { App } from "antd";
import { ApiProblem, save } from "./client.ts";

/** Saves what a route answers as a file; a refusal or a broken connection is told instead of swallowed. */
export const useSave = () => {
  const { message } = App.useApp();
  return <const R extends Route & { download: true }>(route: R, input: RouteInput<R>, sending: { file?: File } = {}): void => {
    save(route, input, sending).catch((error: unknown) => {
      void message.error(error instanceof ApiProblem ? error.problem.detail : "文件没有取到，请重试");
    });
  };
};
