export * from './component';
export * from './imported-platform';
export * from './application';
export * from './table';
export * from './table-interface';
export * from './provider-config';

export * from './cloudwatch/account-alarms';
export * from './cloudwatch/alarm-settings';
export * from './cloudwatch/table-alarms';
export * from './cloudwatch/table-dashboard';

export * from './gitops/flux-health-check';

export * from './iam/controller-policy';
export * from './iam/grant-options';
export * from './iam/policy-document';
export * from './iam/table-feature';
export * from './iam/workload-role';

export * from './props/addon-options';
export * from './props/attribute';
export * from './props/backup';
export * from './props/billing';
export * from './props/component-props';
export * from './props/connection-secret';
export * from './props/encryption';
export * from './props/git-ops';
export * from './props/indexes';
export * from './props/policies';
export * from './props/platform-part';
export * from './props/presets';
export * from './props/projection';
export * from './props/replica';
export * from './props/stream';
export * from './props/table-attributes';
export * from './props/table-class';
export * from './props/table-defaults';
export * from './props/table-props';
export * from './props/table-trait';

export * from './upgrade/finding';
