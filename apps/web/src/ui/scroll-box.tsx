import type { ReactNode } from "react";

interface ScrollBoxProps {
  readonly label: string;
  /** Keeps a long table to part of the page, its head in sight. */
  readonly isTall?: boolean;
  readonly children: ReactNode;
}

/** A wide or long table: scrolls by keyboard too, which a table that scrolls by itself does not. */
export const ScrollBox = ({ label, isTall = false, children }: ScrollBoxProps) => (
  <div className={isTall ? "scroll-box scroll-box-tall" : "scroll-box"} role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
