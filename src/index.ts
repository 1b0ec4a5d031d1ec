export * from './component';
export * from './imported-platform';
export * from './application';
export * from './table';
export type * from './table-interface';
export * from './provider-config';
export * from './warnings';

export * from './cloudwatch/account-alarms';
export type * from './cloudwatch/alarm-settings';
export * from './cloudwatch/table-alarms';
export * from './cloudwatch/table-dashboard';

export type * from './gitops/flux-health-check';

export * from './iam/controller-policy';
export type * from './iam/grant-options';
export * from './iam/policy-document';
export type * from './iam/policy-statement';
export * from './iam/table-feature';
export * from './iam/workload-role';

export type * from './props/access-trait-options';
export type * from './props/add-application-props';
export type * from './props/addon-options';
export * from './props/attribute';
export type * from './props/backup';
export * from './props/billing';
export type * from './props/component-props';
export type * from './props/connection-secret';
export * from './props/encryption';
export * from './props/git-ops';
export type * from './props/indexes';
export * from './props/monitoring';
export * from './props/policies';
export * from './props/platform-part';
export * from './props/presets';
export * from './props/projection';
export type * from './props/prometheus-options';
export type * from './props/replica';
export * from './props/stream';
export type * from './props/table-attributes';
export * from './props/table-class';
export type * from './props/table-defaults';
export type * from './props/table-props';
export * from './props/table-trait';

export type * from './upgrade/finding';
