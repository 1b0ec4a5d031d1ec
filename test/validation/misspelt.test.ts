/** What counts as a slip of the hand in a name, and what is another name. */
import { misspelt } from '../../src/validation/misspelt';

test.each([
  ['order-table', 'orders-table'], ['orders-tables', 'orders-table'], ['ordres-table', 'orders-table'], ['orders-tabel', 'orders-table'],
  ['orderz-table', 'orders-table'], ['shopp', 'shop'], ['shpo', 'shop'], ['hop', 'shop'],
])('%s is %s', (name, meant) => {
  expect(misspelt(name, ['payments', meant])).toBe(meant);
});

test.each([
  ['orders-dev', 'orders-prod'], ['db-1', 'db-2'], ['shop2', 'shop'], ['orders-tls', 'orders-table'], ['orders-east', 'orders-west'], ['carts', 'cards'],
  ['order-tables', 'orders-table'], ['orders', 'orders-table'], ['a', 'ab'], ['internal', 'external'], ['shop', 'shop'], ['', 'shop'],
])('%s is another than %s', (name, other) => {
  expect(misspelt(name, [other])).toBeUndefined();
});
