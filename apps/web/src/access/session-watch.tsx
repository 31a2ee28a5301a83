import { keepSession, logout, session } from "@qiangyi/api";
import { Modal } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { call, useSession } from "../ui/index.ts";

const warnBeforeSeconds = 120;
const tellEveryMilliseconds = 60_000;

/** Mounted once in the shell: sends whoever must choose a password to do so, and warns before an idle session ends. */
export const SessionWatch = () => {
  const { account } = useSession();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const mustChange = account?.mustChangePassword === true && pathname !== "/change-password" && pathname !== "/login";
  useEffect(() => {
    if (mustChange) void navigate(`/change-password?next=${encodeURIComponent(`${pathname}${search}`)}`, { replace: true });
  }, [mustChange, navigate, pathname, search]);
  return account ? <IdleWarning /> : null;
};

/**
 * Work at the keyboard keeps the session alive, told to the server at most once a minute. Another tab may do the same, so before
 * it warns this one asks how much time is left; asking does not prolong.
 */
const IdleWarning = () => {
  const { secondsLeft: atStart, idleMinutes } = useSession();
  const endsAt = useRef(Date.now() + (atStart ?? idleMinutes * 60) * 1_000);
  const toldAt = useRef(Date.now());
  const [left, setLeft] = useState<number>();
  const isWarning = left !== undefined;

  const stay = useCallback(async () => {
    toldAt.current = Date.now();
    try {
      const { secondsLeft } = await call(keepSession, {});
      endsAt.current = Date.now() + secondsLeft * 1_000;
      setLeft(undefined);
    } catch {
      // Without an answer the clock below goes on and asks again.
    }
  }, []);

  useEffect(() => {
    const onWork = () => {
      if (!isWarning && Date.now() - toldAt.current > tellEveryMilliseconds) void stay();
    };
    const kinds = ["keydown", "pointerdown", "wheel"] as const;
    for (const kind of kinds) window.addEventListener(kind, onWork, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, onWork);
    };
  }, [isWarning, stay]);

  useEffect(() => {
    const tick = async () => {
      if (endsAt.current - Date.now() > warnBeforeSeconds * 1_000) return setLeft(undefined);
      const state = await call(session, {}).catch(() => undefined);
      if (state?.account === null) return leave();
      if (state?.secondsLeft !== undefined && state.secondsLeft !== null) endsAt.current = Date.now() + state.secondsLeft * 1_000;
      const seconds = Math.round((endsAt.current - Date.now()) / 1_000);
      setLeft(seconds > warnBeforeSeconds ? undefined : Math.max(0, seconds));
    };
    const timer = setInterval(() => void tick(), 5_000);
    return () => clearInterval(timer);
  }, []);

  return (
    <Modal
      open={isWarning}
      title="登录即将结束"
      okText="继续使用"
      cancelText="现在退出"
      onOk={() => void stay()}
      onCancel={() => void call(logout, {}).finally(leave)}
      mask={{ closable: false }}
      closable={false}
    >
      <p role="status">
        您已有一段时间没有操作，约{Math.max(1, Math.ceil((left ?? 0) / 60))}
        分钟后将自动退出。没有提交的内容请先保存，或点“继续使用”。
      </p>
    </Modal>
  );
};

/** The page is loaded anew, so that nothing of the ended session stays on the screen. */
const leave = (): void => {
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/login?next=${encodeURIComponent(here)}`);
};
