import { answerTasks } from "#platform/child/answer-tasks.ts";
import type { NetworkAnswer, NetworkTask } from "./network-task.ts";
import { placeNetwork } from "./place-network.ts";

answerTasks((task: NetworkTask): NetworkAnswer => placeNetwork(task));
