import { z } from "zod";
import { problemCodes } from "../_edge/problem.ts";
import { upload } from "./upload.ts";

export const problemSchema = z
  .object({
    type: z.url().meta({ description: "Opens the reference page where the problem is explained." }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.enum(problemCodes).meta({ description: "What programs should go by." }),
    requestId: z.string().meta({ description: "The same as in the header `X-Request-Id`." }),
    errors: z
      .array(z.object({ path: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: "Each thing that is wrong, with its parameter or JSON path." }),
    suggestion: z.string().optional().meta({ description: "A name that may have been meant." }),
    upload: upload
      .optional()
      .meta({ description: "Of an upload that was refused: what became of what was found." }),
  })
  .meta({ id: "Problem", description: "Problem details (RFC 9457)." });
