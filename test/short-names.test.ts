/** The names that programs of the package export to each other, shortened: what runs is the same. */
import { withShortNames } from '../scripts/short-names';

const programs = (a: string, b: string): Map<string, string> => new Map([['a.js', a], ['b.js', `const a_1 = require("./a");\n${b}`]]);

/** Loads b, which loads a, as node does. */
function load(given: ReadonlyMap<string, string>): any {
  const run = (file: string): any => {
    const exported = {};
    new Function('exports', 'require', given.get(file)!)(exported, () => run('a.js'));
    return exported;
  };
  return run('b.js');
}

test('a name that is nothing but an export is short, wherever it is loaded', () => {
  const short = withShortNames(programs(
    'function validateAll() { return 1; }\nexports.validateAll = validateAll;\nexports.LIMIT = 2;\nexports.twice = () => exports.LIMIT * 2;\n',
    'const { LIMIT } = require("./a");\nconst later = () => require("./a");\nexports.result = [a_1.validateAll(), LIMIT, later().twice()];\n',
  ), new Set(['result']));
  expect([...short.values()].join('')).not.toMatch(/validateAll|LIMIT|twice/);
  expect(load(short).result).toEqual([1, 2, 4]);
});

test.each([
  ['one that others call', 'exports.result = a_1.render();', ['result', 'render']],
  ['a property of data', 'exports.result = { render: a_1.render() }.render;', ['result']],
  ['one that is taken out of data', 'const { render } = { render: a_1.render() };\nexports.result = render;', ['result']],
  ['one of an object that is no program', 'const data = JSON.parse("{}"); data.render = a_1.render();\nexports.result = data["render"];', ['result']],
  ['one that stands in a text', 'exports.result = a_1["render"]();', ['result']],
])('%s stays', (_, b, kept) => {
  const given = programs('exports.render = () => 3;\n', b);
  expect(withShortNames(given, new Set(kept))).toEqual(given);
  expect(load(given).result).toBe(3);
});
