/** The Worker. */

import { systemClock } from "./deps.ts";
import { doors } from "./doors.ts";

export default doors(async () => systemClock);
