import Mocha from "mocha";

type Options = Mocha.MochaOptions;

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
  }
}
