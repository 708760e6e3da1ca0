/** The author at work on a request: one step a press, whatever else is pressed, and notes that stand once. */

import { expect, test } from "vitest";
import { changeConsultation, forgetNote, noteConsultation } from "../../src/actions/change-consultation.ts";
import { isBackward, isStep, STATUSES, stepsFrom } from "../../src/domain/consultation-status.ts";
import { MINUTE, NOTE_MAX, NOTES_MAX } from "../../src/domain/numbers.ts";
import { randomId } from "../../src/domain/random-id.ts";
import { askAndRing } from "../support/acts.ts";
import { current } from "../support/current.ts";
import { type Engine, engine, rows } from "../support/engine.ts";

test("a request goes on to any later status, and back by one alone", () => {
  const possible = STATUSES.flatMap((from) => stepsFrom(from).map((to) => `${from} ${to}`));
  const expected = STATUSES.flatMap((from, place) =>
    STATUSES.filter((_, other) => other > place || other === place - 1).map((to) => `${from} ${to}`),
  );
  expect(new Set(possible)).toEqual(new Set(expected));
  expect(possible).toHaveLength(expected.length);
  expect(isStep("done", "new")).toBe(false);
  expect([isBackward("booked", "answered"), isBackward("new", "done")]).toEqual([true, false]);
});

test("each step is made and written down with its time", async () => {
  const { house, id } = await asked();
  expect(await change(house, id, "new", "answered")).toMatchObject({ kind: "changed", status: "answered" });
  current.now += MINUTE;
  expect(await change(house, id, "answered", "booked")).toMatchObject({ kind: "changed" });
  current.now += MINUTE;
  expect(await change(house, id, "booked", "answered")).toMatchObject({ kind: "changed" });

  expect(await rows("SELECT status FROM consultations")).toEqual([{ status: "answered" }]);
  const began = current.now - 2 * MINUTE;
  expect(await changes()).toEqual([
    { from_status: "new", to_status: "answered", changed_at: began },
    { from_status: "answered", to_status: "booked", changed_at: began + MINUTE },
    { from_status: "booked", to_status: "answered", changed_at: began + 2 * MINUTE },
  ]);
});

test("a button pressed twice, also by two hands at once, is one step, and the second is told where it stands", async () => {
  const { house, id } = await asked();
  const both = await Promise.all([change(house, id, "new", "booked"), change(house, id, "new", "booked")]);
  expect(both.map(({ kind }) => kind).sort()).toEqual(["changed", "stale"]);
  expect(await change(house, id, "new", "booked")).toEqual({ kind: "stale", status: "booked" });
  expect(await changes()).toHaveLength(1);
});

test("a page left open in another window changes nothing", async () => {
  const { house, id } = await asked();
  await change(house, id, "new", "done");
  expect(await change(house, id, "new", "answered")).toEqual({ kind: "stale", status: "done" });
  expect(await rows("SELECT status FROM consultations")).toEqual([{ status: "done" }]);
});

test("what is no step, or no request, is neither", async () => {
  const { house, id } = await asked();
  expect(await change(house, id, "done", "new")).toEqual({ kind: "no-step" });
  expect(await change(house, id, "new", "new")).toEqual({ kind: "no-step" });
  expect(await change(house, "x".repeat(22), "new", "done")).toEqual({ kind: "unknown" });
  expect(await changes()).toEqual([]);
});

test("a note is kept as it was written, less what nobody sees, and a form sent twice is one note", async () => {
  const { house, id } = await asked();
  const noteId = randomId();
  const note = { id, noteId, typed: " 電話した。\r\n\u202e折り返し待ち。\n ", now: current.now };
  expect(await noteConsultation(house.deps, note)).toEqual({ kind: "noted" });
  expect(await noteConsultation(house.deps, { ...note, typed: "別の言葉" })).toEqual({ kind: "already" });
  expect(await noteConsultation(house.deps, { ...note, noteId: randomId() })).toEqual({ kind: "noted" });
  expect(await rows("SELECT words FROM consultation_notes")).toEqual([
    { words: "電話した。\n折り返し待ち。" },
    { words: "電話した。\n折り返し待ち。" },
  ]);

  expect(await forgetNote(house.deps, { id: "x".repeat(22), noteId })).toBe(false);
  expect(await forgetNote(house.deps, { id, noteId })).toBe(true);
  expect(await forgetNote(house.deps, { id, noteId })).toBe(false);
  expect(await rows("SELECT 1 FROM consultation_notes")).toHaveLength(1);
});

test("no note is empty, too long, one too many, or without a request", async () => {
  const { house, id } = await asked();
  const note = (typed: string, to = id) =>
    noteConsultation(house.deps, { id: to, noteId: randomId(), typed, now: current.now });
  expect(await note(" \n\u200e ")).toEqual({ kind: "empty" });
  expect(await note("👩‍👧".repeat(NOTE_MAX))).toEqual({ kind: "long" });
  expect(await note("𠮷".repeat(NOTE_MAX))).toEqual({ kind: "noted" });
  expect(await note("は", "x".repeat(22))).toEqual({ kind: "unknown" });
  const ids = JSON.stringify(Array.from({ length: NOTES_MAX - 1 }, (_, index) => String(index).padStart(22, "0")));
  await rows("INSERT INTO consultation_notes SELECT value, ?1, 'x', 1 FROM json_each(?2)", id, ids);
  expect(await note("もう一つ")).toEqual({ kind: "full" });
});

async function asked(): Promise<{ house: Engine; id: string }> {
  const house = engine();
  await askAndRing(house.deps, "hanako@example.com");
  const [{ id } = { id: "" }] = await rows<{ id: string }>("SELECT id FROM consultations");
  return { house, id };
}

function change(house: Engine, id: string, from: (typeof STATUSES)[number], to: (typeof STATUSES)[number]) {
  return changeConsultation(house.deps, { id, from, to, now: current.now });
}

function changes() {
  return rows("SELECT from_status, to_status, changed_at FROM consultation_changes ORDER BY changed_at");
}
