/** Plain scalars, and what kubectl makes of them: the unit test holds the reader against it, the conformance suite the real kubectl. */
export const PLAIN_SCALARS: ReadonlyArray<readonly [text: string, value: unknown]> = [
  // Dates, times and sexagesimal numbers are text.
  ['2025-12-31', '2025-12-31'], ['2025-12-31T10:00:00Z', '2025-12-31T10:00:00Z'], ['2025-12-31 10:00:00', '2025-12-31 10:00:00'],
  ['12:30', '12:30'], ['190:20:30', '190:20:30'], ['190:20:30.15', '190:20:30.15'], ['1:1', '1:1'],
  // Integers.
  ['0', 0], ['7', 7], ['-7', -7], ['+7', 7], ['017', 15], ['0775', 509], ['-017', -15], ['0o17', 15], ['0O17', 15], ['0x1F', 31], ['0XfF', 255], ['0b101', 5], ['-0b101', -5],
  ['1_000', 1000], ['0_17', 15], ['1__0', 10], ['08', 8], ['019', 19], ['0o8', '0o8'], ['0xG', '0xG'], ['0b2', '0b2'], ['1_', 1], ['_1', '_1'], ['00', 0], ['123456789012', 123456789012],
  // Floats.
  ['1.5', 1.5], ['1.', 1], ['.5', 0.5], ['-.5', -0.5], ['1e3', 1000], ['1E-2', 0.01], ['1.5e+2', 150], ['1_0.5', 10.5], ['1e400', '1e400'], ['1.2.3', '1.2.3'], ['e3', 'e3'], ['.', '.'], ['-', undefined], ['+', '+'], ['1e', '1e'],
  // Booleans.
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON', 'true', 'True', 'TRUE'].map((text) => [text, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF', 'false', 'False', 'FALSE'].map((text) => [text, false] as const),
  ['yEs', 'yEs'], ['tRUE', 'tRUE'], ['oN', 'oN'],
  // Nothing.
  ['', null], ['~', null], ['null', null], ['Null', null], ['NULL', null], ['nULL', 'nULL'], ['nil', 'nil'], ['None', 'None'],
  // Text.
  ['us-east-1', 'us-east-1'], ['123456789012-a', '123456789012-a'], ['1a', '1a'], ['0x', '0x'], ['S', 'S'], ['B', 'B'], ['=', '='], ['<<', '<<'], ['inf', 'inf'], ['NaN', 'NaN'], ['Infinity', 'Infinity'],
  ['"5"', '5'], ["'true'", 'true'], ['"2025-12-31"', '2025-12-31'],
  // Tags.
  ['!!str 5', '5'], ['!!str true', 'true'], ['!!int "5"', 5], ['!!float 5', 5], ['!!bool yes', true], ['!!binary aGk=', 'hi'], ['!other 5', '5'], ['!!timestamp 2025-12-31', '2025-12-31'], ['! 5', '5'],
].filter(([, value]) => value !== undefined) as ReadonlyArray<readonly [string, unknown]>;
