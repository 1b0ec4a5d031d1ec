export * from './analyze';
export * from './samples';
