import type { Locator, Page } from 'playwright-core';

interface Spot {
  x: number;
  y: number;
}

type Send = (type: 'touchStart' | 'touchMove' | 'touchEnd', spots: Spot[]) => Promise<unknown>;

/** Fingers on the screen of a page, as the browser gets them from a phone. */
export class Fingers {
  readonly #send: Send;

  private constructor(send: Send) {
    this.#send = send;
  }

  static async on(page: Page): Promise<Fingers> {
    const session = await page.context().newCDPSession(page);
    return new Fingers((type, spots) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: spots.map((spot, id) => ({ ...spot, id })),
      }),
    );
  }

  /** One finger or more, each from its first spot to its last, in eight steps. */
  async drag(...paths: { from: Spot; to: Spot }[]): Promise<void> {
    const steps = 8;
    const at = (step: number) =>
      paths.map(({ from, to }) => ({
        x: from.x + ((to.x - from.x) * step) / steps,
        y: from.y + ((to.y - from.y) * step) / steps,
      }));
    await this.#send('touchStart', at(0));
    for (let step = 1; step <= steps; step += 1) await this.#send('touchMove', at(step));
    await this.#send('touchEnd', []);
  }

  /** A finger is down and moves, and a second one comes down beside it. */
  async startThenJoin(from: Spot, to: Spot, second: Spot): Promise<void> {
    await this.#send('touchStart', [from]);
    await this.#send('touchMove', [to]);
    await this.#send('touchStart', [to, second]);
    await this.#send('touchEnd', []);
  }
}

/** A spot of an element, by shares of its width and height. */
export async function spotsOf(element: Locator): Promise<(x: number, y: number) => Spot> {
  const box = await element.boundingBox();
  if (!box) throw new Error('it is not on the screen');
  return (x, y) => ({ x: box.x + box.width * x, y: box.y + box.height * y });
}
