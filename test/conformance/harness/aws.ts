/** AWS, as the checks ask it beside the controllers. */
import { Call, CallLog } from './call-log';
import { connection } from './suite';

export type { Call };

const log = new CallLog(connection.awsLog);

/** All calls that AWS got until now, of this table. */
export function callsTo(table: string): Call[] {
  return [...log.callsTo(table)];
}

export function calls(): Call[] {
  return [...log.calls()];
}

/** Calls DynamoDB; `absent` is the error that stands for an empty answer. */
export async function ask(operation: string, body: object, absent?: string, url = connection.aws): Promise<any> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: {
      'X-Amz-Target': `DynamoDB_20120810.${operation}`,
      'Content-Type': 'application/x-amz-json-1.0',
      'Authorization': 'AWS4-HMAC-SHA256 Credential=conformance/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=none',
    },
    body: JSON.stringify(body),
  });
  const parsed: any = await answer.json();
  if (!answer.ok && !(absent && parsed.__type.includes(absent))) {
    throw new Error(`${operation}: ${JSON.stringify(parsed)}`);
  }
  return parsed;
}
