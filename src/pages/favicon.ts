/** The sign for the browser's tab: the two steps of the header on a scrap of paper. */

const FOOT =
  "M-.6-13C3.4-13 5.8-9.6 5.8-5.2 5.8-1.4 4 .8 3.4 3.6H-3.6C-4 .9-5.4-1.6-5.4-5.4-5.4-9.9-3.8-13-.6-13Z" +
  "M-3.5 5.6H3.2C3.5 9.8 2.4 13-.2 13-2.8 13-3.9 9.8-3.5 5.6Z";

export const faviconSvg =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40" fill="#3a5a47"><rect width="40" height="40" rx="9" fill="#faf6ef"/>` +
  `<path transform="translate(13 25) rotate(14) scale(.85)" d="${FOOT}"/>` +
  `<path transform="translate(27 15) rotate(14) scale(-.85 .85)" d="${FOOT}"/></svg>`;
