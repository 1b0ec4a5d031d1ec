const { default: Sequencer } = require('@jest/test-sequencer');

/** Those that wait for minutes. */
const WAITING = ['re-sync', 'costs'];

/** Begins with the checks that wait, so that the others run meanwhile. */
module.exports = class extends Sequencer {
  sort(tests) {
    const waits = ({ path }) => Number(WAITING.some((name) => path.endsWith(`/${name}.test.ts`)));
    return [...super.sort(tests)].sort((one, other) => waits(other) - waits(one));
  }
};
