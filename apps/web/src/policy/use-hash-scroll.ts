import { useEffect } from "react";
import { useLocation } from "react-router";

/** The address may name a place that is there only after the answer has come. */
export const useHashScroll = (isReady: boolean): void => {
  const { hash } = useLocation();
  useEffect(() => {
    if (isReady && hash !== "") document.getElementById(decodeURIComponent(hash.slice(1)))?.scrollIntoView();
  }, [isReady, hash]);
};
