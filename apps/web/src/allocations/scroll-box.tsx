import type { ReactNode } from "react";

/** A long table inside a page or dialog: scrolls by keyboard too, which a table that scrolls by itself does not. */
export const ScrollBox = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="scroll-box" role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
