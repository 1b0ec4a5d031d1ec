import { TableProps } from './table-props';
import { TableTrait } from './table-trait';

/** The table of an Application that `DynamoDbKroComponent.addApplication()` adds, and what the Application has beside it. */
export interface AddApplicationProps extends TableProps {
  /**
   * Name of the Application: 1 to 63 of `a-z 0-9 -`. (`name` is that of the component of the table.)
   * @default - the id of the construct
   */
  readonly applicationName?: string;

  /**
   * Further tables, each a component of the Application. `addTable()` adds more.
   * @default - none
   */
  readonly moreTables?: TableProps[];

  /**
   * The parts of the tables that become traits of their components. The table is the same either way.
   * @default - none, everything stands with the component
   */
  readonly traits?: TableTrait[];
}
