import { Lives } from './lives.mjs';
import { Noise } from './noise.mjs';
import { randomFrom } from './random.mjs';

/** Mean length of all lines with their noise: sets how long a life must be for the log to get its size. */
const MEAN_LINE_BYTES = 255;
const TICKS_PER_SECOND = 10_000_000;

/**
 * The lines of a NetTrace.txt of about the wanted size, a few at a time, with line ends. `truth` of the result says what is in it.
 *
 * @param options `{ sizeBytes, connections, noiseShare }`, sizes in characters
 */
export function netTraceLog({ sizeBytes, connections, noiseShare }) {
  const lines = (sizeBytes * (1 - noiseShare)) / MEAN_LINE_BYTES;
  const lives = new Lives({ lives: connections, linesPerLife: Math.max(12, lines / connections) });
  return { truth: lives.truth, lines: linesOf(lives, noiseShare) };
}

function* linesOf(lives, noiseShare) {
  const noise = new Noise();
  const random = randomFrom(4);
  let ticks = 2_242_602;
  const stamp = () => {
    ticks += 1 + random.below(2000);
    const seconds = 33_300 + Math.floor(ticks / TICKS_PER_SECOND);
    const two = (value) => String(value).padStart(2, '0');
    const day = two(2 + Math.floor(seconds / 86_400));
    const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
    const context = random.below(5) < 3 ? '0000.0000' : '0A1C.2B3C';
    return `[${random.below(16)}]${context}::2026/03/${day}-${clock}.${String(ticks % TICKS_PER_SECOND).padStart(7, '0')}00 `;
  };
  for (let together = lives.next(); together !== null; together = lives.next()) {
    let text = '';
    for (const message of together) {
      while (random.below(1000) < noiseShare * 1000) text += `${stamp()}${noise.next()}\r\n`;
      text += `${stamp()}[Microsoft-Windows-TCPIP]${message}\r\n`;
    }
    yield text;
  }
}
