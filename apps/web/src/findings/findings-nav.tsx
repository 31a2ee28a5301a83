import { NavLink } from "react-router";
import { useScoped, useSession } from "../ui/index.ts";

const pages = [
  { path: "/findings", title: "总览" },
  { path: "/findings/items", title: "问题与整改" },
  { path: "/findings/plans", title: "检查计划" },
  { path: "/findings/inspections", title: "检查" },
  { path: "/findings/audit-matters", title: "审计事项" },
  { path: "/findings/circulars", title: "通报" },
];
/** A unit answers what concerns it; plans and inspections are the departments' own. */
const ofUnits = ["/findings", "/findings/circulars"];

/** From one page of the room to the next. */
export const FindingsNav = () => {
  const { account } = useSession();
  const scoped = useScoped();
  const shown = account?.level === "unit" ? pages.filter(({ path }) => ofUnits.includes(path)) : pages;
  return (
    <nav className="findings-nav no-print" aria-label="监督检查各页">
      {shown.map(({ path, title }) => (
        <NavLink key={path} to={scoped(path)} end>
          {account?.level === "unit" && path === "/findings" ? "问题与整改" : title}
        </NavLink>
      ))}
    </nav>
  );
};
