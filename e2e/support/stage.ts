export const stageVariable = "SEALPOST_E2E_STAGE";

/** Where the two installations of a test run are. */
export type Stage = {
  url: string;
  /** The same installation's intake process. */
  intakeUrl: string;
  /** Makes the first account of the fresh installation, once. */
  setUpLink: string;
  databaseUrl: string;
  /** The control door of the fresh installation's mail-world. */
  control: string;
  demoUrl: string;
  /** Each visit is signed in as the demonstration's sample user. */
  demoDoor: string;
};

export function stage(): Stage {
  const told = process.env[stageVariable];
  if (!told) throw new Error("The global set-up has not run.");
  return JSON.parse(told) as Stage;
}
