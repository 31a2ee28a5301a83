import { Alert, Button, Space } from "antd";
import { useBlocker } from "react-router";
import type { AnswerKeeper, KeptAnswer } from "./answer-keeper.ts";
import "./saving.css";
import { SignInAgain } from "./sign-in-again.tsx";

interface LeaveGuardProps {
  readonly keeper: Pick<AnswerKeeper, "unsent" | "resume">;
  readonly kept: ReadonlyMap<string, KeptAnswer>;
  /** What this computer does not keep either: whoever leaves loses it. */
  readonly lost?: string | undefined;
}

/** What keeps half-saved work from being lost: signing in again on the spot, and a question before the page is left. */
export const LeaveGuard = ({ keeper, kept, lost }: LeaveGuardProps) => (
  <>
    <SignInAgain isOpen={[...kept.values()].some(({ state }) => state === "signed-out")} onSignedIn={() => keeper.resume()} />
    <LeaveQuestion
      isHeld={() => keeper.unsent > 0 || lost !== undefined}
      warning={lost ?? "还有内容没有送达服务器；已留在本机，下次打开时继续保存"}
    />
  </>
);

/** Asks before another page takes the place of this one, as long as something is held back. */
export const LeaveQuestion = ({ isHeld, warning }: { isHeld: () => boolean; warning: string }) => {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isHeld() && currentLocation.pathname !== nextLocation.pathname,
  );
  if (blocker.state !== "blocked") return null;
  return (
    <Alert
      role="alertdialog"
      aria-label="离开前确认"
      type="warning"
      showIcon
      className="leave-guard"
      title={`${warning}。确定离开吗？`}
      action={
        <Space>
          <Button size="small" autoFocus onClick={() => blocker.reset()}>
            留在本页
          </Button>
          <Button size="small" danger onClick={() => blocker.proceed()}>
            离开
          </Button>
        </Space>
      }
    />
  );
};
