/** The course as search engines read it (schema.org/Course), in the form that may stand in a page. */

import type { Site } from "../layout.tsx";

/** `lessons` is how many mails come. A `<` is written as an escape, so that no word can end the element. */
export function courseJsonLd(site: Site, description: string, lessons: number): string {
  const course = {
    "@context": "https://schema.org",
    "@type": "Course",
    name: site.courseTitle,
    description,
    url: `${site.url}/`,
    image: `${site.url}/link-picture.png`,
    inLanguage: "ja",
    isAccessibleForFree: true,
    provider: { "@type": "Organization", name: site.senderName, url: `${site.url}/` },
    offers: { "@type": "Offer", category: "Free", price: 0, priceCurrency: "JPY" },
    hasCourseInstance: {
      "@type": "CourseInstance",
      courseMode: "Online",
      courseSchedule: { "@type": "Schedule", repeatFrequency: "Daily", repeatCount: lessons },
    },
  };
  return JSON.stringify(course).replaceAll("<", "\\u003c");
}
