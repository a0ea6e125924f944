/** What the process says of itself: one JSON line each, with no secret nor personal datum. */
import pino, { type DestinationStream, type Logger, type LevelWithSilent } from 'pino';

/** Postgres tells a whole row ("Failing row contains…"), the values of a key, the statement of a function: those are people's data. */
const OF_A_ROW = ['err.detail', 'err.where', 'err.hint', 'err.internalQuery', 'err.cause.detail', 'err.cause.where'];

export const createLogger = (level: LevelWithSilent, destination?: DestinationStream): Logger =>
  pino({ level, redact: ['req.headers', 'password', 'secret', ...OF_A_ROW] }, destination ?? pino.destination(1));
