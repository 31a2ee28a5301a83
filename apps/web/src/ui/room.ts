import type { Permission } from "@qiangyi/api";
import type { ReactNode } from "react";
import type { RouteObject } from "react-router";

/** What a room adds to the shell: entries of the navigation and pages under their addresses. */
export interface Room {
  readonly navigation: readonly NavigationItem[];
  readonly routes: readonly RouteObject[];
}

export interface NavigationItem {
  readonly path: string;
  readonly title: string;
  readonly icon: ReactNode;
  /** Smaller comes first. */
  readonly order: number;
  /** "public": shown without an account too; "signed-in": to every account; otherwise to holders of the permission, or of any of them. */
  readonly access: "public" | "signed-in" | Permission | readonly Permission[];
}

export const mayEnter = ({ access }: NavigationItem, isSignedIn: boolean, can: (permission: Permission) => boolean): boolean => {
  if (access === "public") return true;
  if (access === "signed-in") return isSignedIn;
  return typeof access === "string" ? can(access) : access.some(can);
};
