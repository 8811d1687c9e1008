type Scene = { stop(): Promise<unknown> } | { close(): Promise<unknown> };

const end = (scene: Scene) => ("stop" in scene ? scene.stop() : scene.close());

/**
 * One scene for all tests of the suite around, begun anew for a second try: what the first has left behind must not
 * decide it. `take` gets each scene that is begun, and may go on to prepare it.
 */
export function useScene<S extends Scene>(start: () => Promise<S>, take: (scene: S) => unknown): void {
  let scene: S | null = null;
  async function begin(): Promise<void> {
    scene = await start();
    await take(scene);
  }
  async function finish(): Promise<void> {
    const ended = scene;
    scene = null;
    if (ended !== null) await end(ended);
  }
  before(begin);
  beforeEach(async function () {
    const { currentTest } = this as { currentTest?: unknown };
    if ((currentTest as { currentRetry(): number }).currentRetry() === 0) return;
    await finish();
    await begin();
  });
  after(finish);
}
