import { methods } from "../../../_edge/methods.ts";
import { registry } from "../../../_operations/registry.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods(registry["/domains/{name}/trend"]);
