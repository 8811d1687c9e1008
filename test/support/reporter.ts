import Mocha from "mocha";

type Options = Mocha.MochaOptions;

/** Long enough for timers that are about to end, and before test/support/suite.ts ends the process. */
const patienceMs = 10_000;

interface Handle {
  type: string;
  is_active: boolean;
  is_referenced: boolean;
}

/** What keeps the event loop of this process up, as Node's diagnostic report has it: addresses, process ids, timers. */
function sayWhatIsOpen(): void {
  const { libuv = [] } = (process.report?.getReport() ?? {}) as { libuv?: Handle[] };
  const open = libuv.filter((handle) => handle.is_active && handle.is_referenced);
  console.info(`still open after the tests:\n${open.map((handle) => JSON.stringify(handle)).join("\n")}`);
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
