import type { ProjectPage } from "@qiangyi/api";
import type { ComponentType } from "react";

export interface ProjectTabProps {
  readonly projectId: string;
  readonly page: ProjectPage;
}

/** A tab of the project page that another part of the room, or another room, adds. */
export interface ProjectTab {
  readonly key: string;
  readonly title: string;
  /** Smaller comes first; content, trail and funding stand before all of them. */
  readonly order: number;
  /** Whether there is anything to show yet. */
  readonly isFor: (page: ProjectPage) => boolean;
  /** Loaded when the tab is opened. */
  readonly load: () => Promise<ComponentType<ProjectTabProps>>;
}

/** Review, library and whatever comes later add their line here. */
export const projectTabs: readonly ProjectTab[] = [
  {
    key: "review",
    title: "评审",
    order: 10,
    isFor: ({ project }) => !["draft", "to_sign", "submitted", "county_passed", "city_passed"].includes(project.state),
    load: async () => (await import("./review-tab.tsx")).ReviewTab,
  },
  {
    key: "arguments",
    title: "论证",
    order: 20,
    isFor: ({ project }) => !["draft", "to_sign", "submitted", "returned"].includes(project.state),
    load: async () => (await import("../selection/arguments-tab.tsx")).ArgumentsTab,
  },
  {
    key: "library",
    title: "库内情况",
    order: 30,
    isFor: ({ project }) =>
      ["reserved", "in_library", "funded", "implementing", "accepted", "closed", "suspended", "terminated"].includes(
        project.state,
      ),
    load: async () => (await import("../library/library-tab.tsx")).LibraryTab,
  },
];
