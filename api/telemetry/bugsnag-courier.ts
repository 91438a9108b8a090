import { largestBatch, sendToBugsnag } from '../../analytics/bugsnag/client.ts';
import { readReport } from '../../analytics/bugsnag/report.ts';
import type { BugsnagConfig } from '../config/processors.ts';
import type { Courier } from './courier.ts';

const timeoutMs = 20_000;

export function bugsnagCourier({ apiKey, notifyUrl }: BugsnagConfig): Courier {
  return {
    processor: 'BUGSNAG',
    batchSize: largestBatch,
    oldestMs: null,
    accepts: ({ payload }) => readReport(payload) !== null,
    send: (parcels) =>
      sendToBugsnag(
        { apiKey, notifyUrl, timeoutMs },
        parcels.flatMap(({ payload, pseudonym, hour }) => {
          const report = readReport(payload);
          return report ? [{ report, pseudonym, hour }] : [];
        }),
      ),
  };
}
