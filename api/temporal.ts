import { Connection } from '@temporalio/client';
import { temporalConnection, type TemporalConfig } from '../temporal-connection.ts';

/** Left to itself gRPC waits up to two minutes between two tries, and refuses every call until then. */
const RECONNECT_MS = 1_000;

/** Connects when first used, and is there again within about a second of Temporal's return, however long it was away. */
export const connectLazily = (temporal: TemporalConfig): Connection =>
  Connection.lazy({
    ...temporalConnection(temporal),
    channelArgs: { 'grpc.max_reconnect_backoff_ms': RECONNECT_MS },
  });
