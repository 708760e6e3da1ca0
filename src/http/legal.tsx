/** The pages the law asks for, and the one that says where questions go. */

import { Hono } from "hono/tiny";
import { PrivacyPage } from "../pages/privacy.tsx";
import { InquiryPage } from "../pages/reach-us.tsx";
import { TokushoPage } from "../pages/tokusho.tsx";
import { answerPage, type HttpEnv } from "./env.ts";

export const legalRoutes = new Hono<HttpEnv>()
  .get("/privacy", (c) => answerPage(c, (props) => <PrivacyPage {...props} />))
  .get("/contact", (c) => answerPage(c, (props) => <InquiryPage {...props} />))
  .get("/legal/tokusho", (c) => {
    const { tokusho } = c.env.deps.config;
    return tokusho ? answerPage(c, (props) => <TokushoPage {...props} tokusho={tokusho} />) : c.notFound();
  });
