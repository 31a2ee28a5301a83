import type { ReactNode } from "react";

/** A wide table: scrolls by keyboard too, which a table that scrolls by itself does not. */
export const ScrollBox = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="scroll-wide" role="region" aria-label={label} tabIndex={0}>
    {children}
  </div>
);
