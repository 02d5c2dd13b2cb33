import type { Db } from "./client.ts";

/** Answers in the order of the questions. */
type AskAll<Question, Answer> = (db: Db, questions: Question[]) => Promise<Answer[]>;

type Waiting<Question, Answer> = {
  question: Question;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

/** What one query asks for at the most. */
const maxTogether = 500;

/**
 * Lets concurrent questions share a query: whoever asks while one is under way joins the next one. Under load that
 * costs a tenth of a query each. A question must be one that the database cannot refuse: all that were asked together
 * would fail with it.
 */
export function askTogether<Question, Answer>(
  ask: AskAll<Question, Answer>,
): (db: Db, question: Question) => Promise<Answer> {
  const queues = new WeakMap<Db["pool"], Queue<Question, Answer>>();
  return (db, question) => {
    const known = queues.get(db.pool);
    const queue = known ?? { waiting: [], busy: false };
    if (!known) queues.set(db.pool, queue);
    return new Promise((resolve, reject) => {
      queue.waiting.push({ question, resolve, reject });
      if (queue.busy) return;
      queue.busy = true;
      // What came in with the same turn of the event loop goes along.
      setImmediate(() => void askAll(db, queue, ask));
    });
  };
}

type Queue<Question, Answer> = { waiting: Waiting<Question, Answer>[]; busy: boolean };

async function askAll<Question, Answer>(
  db: Db,
  queue: Queue<Question, Answer>,
  ask: AskAll<Question, Answer>,
): Promise<void> {
  while (queue.waiting.length > 0) {
    const asked = queue.waiting.splice(0, maxTogether);
    try {
      const answers = await ask(
        db,
        asked.map(({ question }) => question),
      );
      asked.forEach(({ resolve, reject }, index) => {
        const answer = answers[index];
        if (answer === undefined) reject(new Error("A question was left without an answer."));
        else resolve(answer);
      });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }
  queue.busy = false;
}
