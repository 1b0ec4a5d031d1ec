/**
 * The name that is meant by another one: in one of its words there is a letter too much or too little, or two that changed places, and in a long
 * word perhaps another letter. Nothing is near that merely differs, as `orders-dev` and `orders-prod`, `db-1` and `db-2`.
 */
export function misspelt(name: string, names: Iterable<string>): string | undefined {
  const words = wordsOf(name);
  for (const each of names) {
    const others = wordsOf(each);
    const [first, second] = words.flatMap((word, i) => word === others[i] ? [] : [i]);
    if (words.length === others.length && first !== undefined && second === undefined && isSlip(words[first], others[first])) {
      return each;
    }
  }
  return undefined;
}

function wordsOf(name: string): string[] {
  return name.split(/[-._]/);
}

function isSlip(one: string, other: string): boolean {
  const start = [...one].findIndex((letter, i) => letter !== other[i]);
  const [a, b] = [one, other].map((word) => word.slice(start < 0 ? one.length : start));
  const isSwapped = a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  const isOther = a.slice(1) === b.slice(1) && other.length > 5;
  // A number tells things apart.
  const isNumber = one.replace(/\D/g, '') !== other.replace(/\D/g, '');
  return Math.max(one.length, other.length) > 3 && !isNumber && (isSwapped || isOther || a.slice(1) === b || b.slice(1) === a);
}
