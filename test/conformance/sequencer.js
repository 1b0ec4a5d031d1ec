const { default: Sequencer } = require('@jest/test-sequencer');

/** Begins with the check that waits for minutes, so that the others run meanwhile. */
module.exports = class extends Sequencer {
  sort(tests) {
    const waits = ({ path }) => Number(path.endsWith('re-sync.test.ts'));
    return [...super.sort(tests)].sort((one, other) => waits(other) - waits(one));
  }
};
