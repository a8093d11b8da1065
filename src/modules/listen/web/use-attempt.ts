import { useState } from "react";

export type Attempt = {
  /** Tries an act, and says whether it was done. */
  attempt: (act: () => Promise<unknown>) => Promise<boolean>;
  /** Why the last one was not done. */
  failure: unknown;
  /** Forgets why. */
  dismiss: () => void;
};

/** Acts of a person that may fail on the way; `afterwards` happens whether one was done or not. */
export function useAttempt(afterwards?: () => unknown): Attempt {
  const [failure, setFailure] = useState<unknown>();
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    setFailure(undefined);
    try {
      await act();
      return true;
    } catch (error) {
      setFailure(error);
      return false;
    } finally {
      await afterwards?.();
    }
  };
  return { attempt, failure, dismiss: () => setFailure(undefined) };
}
