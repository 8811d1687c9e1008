import Mocha from "mocha";

type Options = Mocha.MochaOptions;

/** Long enough for timers that are about to end, and before test/support/suite.ts ends the process. */
const patienceMs = 10_000;

/** Libuv's kinds of what is shared with other processes. */
const kindsOfWorld: ReadonlySet<string> = new Set(["tcp", "pipe", "process"]);

interface Handle {
  type: string;
  is_active: boolean;
  is_referenced: boolean;
}

/**
 * What keeps the event loop of this process up: requests and handles by their kind, and what Node's diagnostic report has of the handles,
 * addresses and process ids. A connection that is still being made is a request, and no active handle.
 */
function sayWhatIsOpen(): void {
  const { libuv = [] } = (process.report?.getReport() ?? {}) as { libuv?: Handle[] };
  const open = libuv.filter(
    ({ type, ...handle }) => kindsOfWorld.has(type) || (handle.is_active && handle.is_referenced),
  );
  console.info(`still open after the tests: ${process.getActiveResourcesInfo().join(", ")}`);
  for (const handle of open) console.info(JSON.stringify(handle));
}

/** What a person reads while the suites run, and the JSON report that test/run.ts counts: one run, both reporters. */
export default class Reporter extends Mocha.reporters.Spec {
  readonly json: Mocha.reporters.JSON;

  constructor(runner: Mocha.Runner, options: Options) {
    super(runner, options);
    this.json = new Mocha.reporters.JSON(runner, options);
    // A second try is never silent.
    runner.on(Mocha.Runner.constants.EVENT_TEST_RETRY, (test: Mocha.Test, error: Error) => {
      console.info(`    tried again: ${test.fullTitle()} (${error.message.split("\n")[0]})`);
    });
    runner.on(Mocha.Runner.constants.EVENT_RUN_END, () => {
      setTimeout(sayWhatIsOpen, patienceMs).unref();
    });
  }
}
