/** What a child process sends back for a task. */
export type TaskReply<Answer> = { answer: Answer } | { error: unknown };

/**
 * Makes a file the program of a child process that a `createChildRunner` starts: it answers one task after another.
 * What `answer` throws fails that task only. The process ends when its parent lets go of it or is gone.
 */
export function answerTasks<Task, Answer>(answer: (task: Task) => Answer | Promise<Answer>): void {
  process.on("message", async (task: Task) => {
    let reply: TaskReply<Answer>;
    try {
      reply = { answer: await answer(task) };
    } catch (error) {
      reply = { error };
    }
    process.send?.(reply);
  });
  process.on("disconnect", () => process.exit());
}
