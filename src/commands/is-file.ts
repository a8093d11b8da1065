import { stat } from "node:fs/promises";

/** Whether a path leads to a file that can be looked at. */
export const isFile = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
