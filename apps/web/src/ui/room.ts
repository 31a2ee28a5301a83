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
  /** Its section, and within it smaller comes first: see shell/sections.ts. */
  readonly order: number;
  /** "public": shown without an account too; "signed-in": to every account; otherwise to holders of the permission, or of any of them. */
  readonly access: "public" | "signed-in" | Permission | readonly Permission[];
  /** A city's own programme: the other cities are not shown the way to it. */
  readonly city?: string;
  /** A desk of one level: accounts of the others are not shown the way to it. */
  readonly level?: "county";
}

/** Whether an account that stands on this region has anything to do with the entry's city; the province has with all. */
export const isNear = ({ city, level }: NavigationItem, region: string | undefined): boolean =>
  (city === undefined || region === undefined || region.endsWith("0000") || region.startsWith(city.slice(0, 4))) &&
  (level === undefined || (region !== undefined && !region.endsWith("00")));

export const mayEnter = ({ access }: NavigationItem, isSignedIn: boolean, can: (permission: Permission) => boolean): boolean => {
  if (access === "public") return true;
  if (access === "signed-in") return isSignedIn;
  return typeof access === "string" ? can(access) : access.some(can);
};
