/** The sender the page tests write with. */

import type { Site } from "../../src/pages/layout.tsx";

export const site: Site = {
  url: "https://ayumi.example",
  senderName: "見本 歩",
  senderAddress: "〒100-0001 東京都千代田区千代田1-1",
  senderContact: "author@example.com",
  courseTitle: "仕事を組み直す7日間",
  courseHour: "7時",
  hasTokusho: false,
  tellsReceiver: false,
};
