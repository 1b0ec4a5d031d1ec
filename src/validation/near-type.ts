import { ourTraitTypes } from './unknown-traits';
import { didYouMean } from '../contract/violation';

/**
 * Whether a type of a component is that of tables, misspelt, or one of the traits of tables. The type of another product differs in a whole word,
 * as `aws-dynamodb-xp` does.
 */
export function isNearType(type: string, componentName: string): boolean {
  const [words, own] = [type, componentName].map((each) => each.slice(0, 100).split('-'));
  return ourTraitTypes(componentName).includes(type)
    || (didYouMean(type, [componentName]) !== '' && (words.length !== own.length || words.every((word, i) => word === own[i] || didYouMean(word, [own[i]]) !== '')));
}
