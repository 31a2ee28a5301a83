import { Menu, type MenuProps } from "antd";
import { Suspense, useMemo } from "react";
import { Outlet, useLocation, useNavigate } from "react-router";
import { SessionWatch } from "../access/index.tsx";
import { isNear, mayEnter, type NavigationItem, type Room, scopeOf, useSession } from "../ui/index.ts";
import { Closed } from "./closed.tsx";
import { Header } from "./header.tsx";
import { ScopeBar } from "./scope-bar.tsx";
import { inSections } from "./sections.ts";
import "./shell.css";

/** Frame of every page: header, the rooms that this account may enter, what it is looking at. Sign-in pages stand alone. */
export const Shell = ({ rooms }: { rooms: readonly Room[] }) => {
  const { pathname } = useLocation();
  const { isDemo, account } = useSession();
  const isClosed = useClosed(rooms, pathname);
  const isBare = ["/login", "/first-run", "/password-link", "/change-password"].includes(pathname);
  return (
    <div className="shell">
      <SessionWatch />
      <a className="skip-link" href="#main">
        跳到正文
      </a>
      {!isBare && <Header />}
      {isDemo && (
        <aside className="demo-ribbon" aria-label="演示数据提示">
          演示数据：人员、金额、数值和文件未列名的机构均为虚构，不代表任何单位的真实情况
        </aside>
      )}
      <div className="shell-body">
        {!isBare && <Navigation rooms={rooms} />}
        <main className="shell-main" id="main" tabIndex={-1}>
          {!isBare && account && <ScopeBar />}
          {isClosed ? (
            <Closed />
          ) : (
            <Suspense fallback={null}>
              <Outlet />
            </Suspense>
          )}
        </main>
      </div>
    </div>
  );
};

/** Whether the address lies in a room that this account may not enter: better said at once than by a page whose parts all fail. */
const useClosed = (rooms: readonly Room[], pathname: string): boolean => {
  const { account, can } = useSession();
  const entry = rooms
    .flatMap((room) => room.navigation)
    .filter(({ path }) => path !== "/" && (pathname === path || pathname.startsWith(`${path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
  return account !== null && entry !== undefined && !mayEnter(entry, true, can);
};

const Navigation = ({ rooms }: { rooms: readonly Room[] }) => {
  const { account, can } = useSession();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const items = useMemo(() => {
    return rooms
      .flatMap((room) => room.navigation)
      .filter((item) => mayEnter(item, account !== null, can) && isNear(item, account?.regionCode));
  }, [rooms, account, can]);
  const selected = items
    .filter(({ path }) => (path === "/" ? pathname === "/" : pathname.startsWith(path)))
    .sort((a, b) => b.path.length - a.path.length)[0];
  const scope = scopeOf(search);
  return (
    <nav className="shell-nav no-print" aria-label="主导航">
      <Menu
        mode="inline"
        selectedKeys={selected ? [selected.path] : []}
        items={menuOf(items)}
        onClick={({ key }) => void navigate(`${key}${scope}`)}
      />
    </nav>
  );
};

const menuOf = (items: readonly NavigationItem[]): NonNullable<MenuProps["items"]> =>
  inSections(items).flatMap((section): NonNullable<MenuProps["items"]> => {
    const entries = section.items.map(({ path, title, icon }) => ({ key: path, label: title, icon }));
    if (section.title === undefined) return entries;
    return [{ type: "group", key: section.title, label: section.title, children: entries }];
  });
