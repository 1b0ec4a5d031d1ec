/** What is changed of a recommended alarm. */
export interface AlarmSettings {
  /**
   * Whether there is such an alarm.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The threshold, at least 0, in the unit of the alarm; fractions count.
   * @default - that of the alarm
   */
  readonly threshold?: number;

  /**
   * Length of a period in seconds: 60 or a multiple of it, up to 86,400.
   * @default - that of the alarm
   */
  readonly periodSeconds?: number;

  /**
   * Number of the last periods that count: 1 to 1,440. With the period no more than a day, or seven days with periods of an hour or more.
   * @default - that of the alarm
   */
  readonly evaluationPeriods?: number;

  /**
   * How many of these periods must be over the threshold: 1 up to `evaluationPeriods`.
   * @default - that of the alarm, or `evaluationPeriods` where that is less
   */
  readonly datapointsToAlarm?: number;
}
