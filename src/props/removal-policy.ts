import { Options } from './options';
import { RemovalPolicy } from './policies';

/** Reads `removalPolicy` in the terms of the contract, which has one word for deleting. */
export function readRemovalPolicy(options: Options): unknown {
  const value = options.take('removalPolicy');
  return value === RemovalPolicy.DESTROY ? RemovalPolicy.DELETE : value;
}
