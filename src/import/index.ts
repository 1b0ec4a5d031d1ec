export * from './print/formats';
export * from './read-tables';
export * from './source-document';
export { importFiles } from './sources';
