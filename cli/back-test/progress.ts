/** Where progress is shown: stderr, so that the summary on stdout can be piped. */
export interface Screen {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

const WIDTH = 30;

/** Shows how far something is: a bar on a terminal, elsewhere a line for every tenth. */
export function progressOn(screen: Screen, what: string): (done: number, of: number) => void {
  let shown = -1;
  return (done, of) => {
    const percent = of === 0 ? 100 : Math.floor((done / of) * 100);
    const step = screen.isTTY === true ? percent : Math.floor(percent / 10) * 10;
    if (step <= shown) return;
    shown = step;
    const count = `${done.toLocaleString('en')} of ${of.toLocaleString('en')} ${what}`;
    if (screen.isTTY !== true) {
      screen.write(`${step} %, ${count}\n`);
      return;
    }
    const filled = Math.round((percent / 100) * WIDTH);
    screen.write(`\r[${'#'.repeat(filled).padEnd(WIDTH, '.')}] ${percent} %, ${count}${percent === 100 ? '\n' : ''}`);
  };
}
