/** A PNG of few colours, made small: eight shades between paper, ink and green are all our drawings need. */

import { crc32, deflateSync } from "node:zlib";

/** Red, green, blue, opacity; a byte each. */
export type Pixels = Uint8Array;

const COLOURS = 8;

/** PNG (ISO/IEC 15948), colour type 3, four bits a point. */
export function indexedPng(pixels: Pixels, { width, height }: { width: number; height: number }): Buffer {
  const palette = paletteOf(pixels);
  const nearest = nearestIn(palette);
  const row = Math.ceil(width / 2) + 1;
  const scanlines = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const index = nearest(colourAt(pixels, y * width + x));
      const place = y * row + 1 + (x >> 1);
      scanlines[place] = (scanlines[place] ?? 0) | (x % 2 ? index : index << 4);
    }
  }
  const size = Buffer.from([...bytesOf(width), ...bytesOf(height), 4, 3, 0, 0, 0]);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", size),
    chunk("PLTE", Buffer.from(palette.flatMap((colour) => [...bytesOf(colour).slice(1)]))),
    chunk("IDAT", deflateSync(scanlines, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The commonest colours that are not all but the same. */
function paletteOf(pixels: Pixels): number[] {
  const counts = new Map<number, number>();
  for (let point = 0; point < pixels.length / 4; point++) {
    const colour = colourAt(pixels, point);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const commonest = [...counts].sort(([, one], [, other]) => other - one).map(([colour]) => colour);
  const palette: number[] = [];
  for (const colour of commonest) {
    if (palette.length === COLOURS) break;
    if (palette.every((taken) => distance(taken, colour) > 900)) palette.push(colour);
  }
  return palette;
}

function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map<number, number>();
  return (colour) => {
    const index = known.get(colour) ?? indexOfNearest(palette, colour);
    known.set(colour, index);
    return index;
  };
}

function indexOfNearest(palette: readonly number[], colour: number): number {
  const distances = palette.map((taken) => distance(taken, colour));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
}

function colourAt(pixels: Pixels, point: number): number {
  const [red = 0, green = 0, blue = 0] = pixels.subarray(point * 4, point * 4 + 3);
  return (red << 16) | (green << 8) | blue;
}

function chunk(type: string, bytes: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "ascii"), bytes]);
  return Buffer.concat([bytesOf(bytes.length), body, bytesOf(crc32(body))]);
}

function bytesOf(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number >>> 0);
  return bytes;
}
