import { pinnedVersions, takeVersions, versionOf } from '../conformance/harness/versions';

const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});

test('the newest version that is pinned is used, by number and not by letter', () => {
  const pinned = pinnedVersions('kubevela');
  expect(pinned).toEqual([...pinned].sort((one, other) => Number(other.split('.')[1]) - Number(one.split('.')[1])));
  expect(versionOf('kubevela')).toBe(pinned[0]);
});

test('versions are taken out of the arguments, and the patterns are left', () => {
  const [, oldest] = pinnedVersions('kro');
  expect(takeVersions(['lifecycle', '--kro', oldest, 'health', `--kubernetes=${pinnedVersions('kubernetes')[0]}`])).toEqual(['lifecycle', 'health']);
  expect(versionOf('kro')).toBe(oldest);
});

test('the oldest and the newest can be named without their number', () => {
  takeVersions(['--kro', 'oldest', '--kubevela=newest']);
  expect([versionOf('kro'), versionOf('kubevela')]).toEqual([pinnedVersions('kro').at(-1), pinnedVersions('kubevela')[0]]);
});

test('a version that is not pinned is refused, with those that are and how to add it', () => {
  expect(() => takeVersions(['--kro', '9.9.9'])).toThrow(/kro 9\.9\.9 is not pinned\. These are: .*0\.9\.3.*npm run add-version -- kro/);
});
