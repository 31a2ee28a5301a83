import type { ReactNode } from "react";
import { NavLink } from "react-router";
import { Page, useSession } from "../ui/index.ts";
import "./policy.css";

interface PolicyPageProps {
  readonly title: string;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

const views = [
  ["/policy", "文件"],
  ["/policy/funding-lines", "支持项目"],
  ["/policy/parameters", "参数"],
  ["/policy/readings", "口径"],
  ["/policy/settings", "须录入事项"],
  ["/policy/search", "检索"],
] as const;

/** For whoever keeps the register. */
const keepersViews = [
  ["/policy/reviews", "要点复核"],
  ["/policy/openness", "公开设置"],
] as const;

/** The frame that the pages of the register share: one row of its views under the title. */
export const PolicyPage = ({ children, ...head }: PolicyPageProps) => {
  const { can } = useSession();
  const shown = can("policy.manage") ? [...views, ...keepersViews] : views;
  return (
    <Page {...head}>
      <nav className="policy-views no-print" aria-label="政策库各页">
        {shown.map(([path, title]) => (
          <NavLink key={path} to={path} end>
            {title}
          </NavLink>
        ))}
      </nav>
      {children}
    </Page>
  );
};
