/** Steps of KubeVela that wait, tell or group. */
export const IDLE_STEPS = ['suspend', 'step-group', 'notification'];

/** Steps of KubeVela that set no variables but their outputs, and make no object but of components. */
export const PLAIN_STEPS = ['deploy', 'apply-component', ...IDLE_STEPS];
