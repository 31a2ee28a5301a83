import { type ReactNode, useEffect } from "react";
import "./access.css";

interface EntranceProps {
  readonly title: string;
  readonly subtitle: string;
  /** Of the browser's window. */
  readonly windowTitle: string;
  readonly isWide?: boolean;
  readonly children: ReactNode;
  readonly beside?: ReactNode;
}

/** A page that stands alone, before anyone is signed in. */
export const Entrance = ({ title, subtitle, windowTitle, isWide = false, children, beside }: EntranceProps) => {
  useEffect(() => {
    document.title = `${windowTitle} · 强医通`;
  }, [windowTitle]);
  return (
    <div className="entrance">
      <section className={isWide ? "entrance-card wide" : "entrance-card"}>
        <h1>{title}</h1>
        <p>{subtitle}</p>
        {children}
      </section>
      {beside}
    </div>
  );
};
