import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Knex } from 'knex';
import { z } from 'zod';
import { isSigned } from '../../order-system/signature.ts';
import { CommandBody, CommandKey } from '../../order-system/wire.ts';
import { askAbout, perform } from './commands.ts';
import { FaultDraw, type FaultRates } from './faults.ts';
import { NotAnOrder, putOrder, readOrder } from './orders.ts';

interface Reply {
  readonly status: number;
  readonly body: object;
}

interface Deps {
  readonly db: Knex;
  readonly secret: string;
  readonly faults: FaultRates;
}

const BODY_LIMIT_BYTES = 256 * 1024;
const SECOND_ANSWER_AFTER_MS = 2;
const Shop = z.object({ shop: z.string().min(1).max(200) });
const STATUS = { done: 200, running: 200, refused: 422, 'never-seen': 404 } as const;

const bodyOf = (req: Request): string => (typeof req.body === 'string' ? req.body : '');
const invalid = (told: object): Reply => ({ status: 422, body: { state: 'refused', ...told, code: 'invalid' } });

/** docs/order-system.md, and below it what only this one knows: orders and faults to put by hand. */
export function createOrderSystemApp({ db, secret, faults }: Deps): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(express.text({ type: () => true, limit: BODY_LIMIT_BYTES }));
  let draw = new FaultDraw(faults);

  /** A request of the contract: signed with its id, and as troubled as the faults say. */
  const contract =
    (idOf: (req: Request) => string, handle: (req: Request) => Promise<Reply>) =>
    async (req: Request, res: Response): Promise<void> => {
      const id = idOf(req);
      if (!isSigned(secret, req.headers, { id, body: bodyOf(req) })) {
        res.status(401).json({ state: 'unsigned' });
        return;
      }
      await answer(draw.draw(`${req.method} ${id}`), () => handle(req), res);
    };
  const question = (req: Request): string => `${req.method} ${req.originalUrl}`;
  const idempotencyKey = (req: Request): string => req.get('idempotency-key') ?? '';

  app.get(
    '/orders',
    contract(question, (req) => lookUp(db, req)),
  );
  app.get(
    '/commands/:key',
    contract(question, async (req) => replyTo(await askAbout(db, String(req.params['key'])))),
  );
  app.post(
    '/commands',
    contract(idempotencyKey, (req) => command(db, idempotencyKey(req), bodyOf(req))),
  );

  app.put('/orders/:id', async (req, res) => {
    const given = JSON.parse(bodyOf(req)) as object;
    await putOrder(db, Shop.parse(req.query).shop, { ...given, orderId: req.params.id });
    res.status(204).end();
  });
  app.put('/faults', (req, res) => {
    draw = new FaultDraw(JSON.parse(bodyOf(req)) as FaultRates);
    res.status(204).end();
  });
  app.use(refuse);
  return app;
}

async function lookUp(db: Knex, req: Request): Promise<Reply> {
  const query = Shop.safeParse(req.query);
  const { orderId: named } = req.query;
  const orderId = typeof named === 'string' ? named : '';
  if (!query.success) return invalid({ orderId });
  const order = await readOrder(db, { shop: query.data.shop, orderId });
  if (order) return { status: 200, body: { state: 'found', order } };
  return { status: 404, body: { state: 'refused', orderId, code: 'unknown_order' } };
}

async function command(db: Knex, key: string, body: string): Promise<Reply> {
  if (!CommandKey.safeParse(key).success) return invalid({ key });
  const parsed = CommandBody.safeParse(jsonOf(body));
  return parsed.success ? replyTo(await perform(db, key, parsed.data)) : invalid({ key });
}

const replyTo = (body: Awaited<ReturnType<typeof askAbout>>): Reply => ({ status: STATUS[body.state], body });

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Answers, or fails to in the way that was drawn. */
async function answer(
  fault: ReturnType<FaultDraw['draw']>,
  handle: () => Promise<Reply>,
  res: Response,
): Promise<void> {
  if (fault === 'hang') return;
  if (fault === 'fail') {
    res.status(500).type('text').send('The database said: nothing was done.');
    return;
  }
  const [reply] = await Promise.all(fault === 'twice' ? [handle(), handle()] : [handle()]);
  if (fault === 'hang-done') return;
  if (fault === 'lose') {
    res.socket?.destroy();
    return;
  }
  const { socket } = res;
  res.status(reply.status).json(reply.body);
  if (fault === 'twice') {
    setTimeout(() => {
      if (socket?.writable) socket.write(rawAnswer(reply));
    }, SECOND_ANSWER_AFTER_MS);
  }
}

function rawAnswer({ status, body }: Reply): string {
  const json = JSON.stringify(body);
  const length = Buffer.byteLength(json);
  return `HTTP/1.1 ${status} Again\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${json}`;
}

/** Express knows an error handler by its four parameters. */
function refuse(error: unknown, _req: Request, res: Response, next: NextFunction): void {
  if (error instanceof NotAnOrder || error instanceof z.ZodError || error instanceof SyntaxError) {
    res.status(422).json({ state: 'refused', code: 'invalid', detail: error.message });
  } else next(error);
}
